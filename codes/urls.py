"""The addresses of the contract; tests/test_addresses.py walks them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path, re_path

from codes.views import changes, data, explainer, machines, pages, pictures, shorts, suggestions

# What short addresses can name: 550, 5.1.1, and X.1.1 as registries write it.
CODE = r"(?:[1-9][0-9]{2}|[245Xx](?:\.[0-9]{1,3}){2})"

urlpatterns = [
    path("", pages.root, name="root"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("favicon.ico", pictures.favicon, name="favicon"),
    path("icon-192.png", pictures.icon, {"size": 192}, name="icon-192"),
    path("icon-512.png", pictures.icon, {"size": 512}, name="icon-512"),
    path("icon-maskable-512.png", pictures.icon, {"size": 512, "is_full": True}, name="icon-maskable"),
    path("apple-touch-icon.png", pictures.icon, {"size": 180, "is_full": True}, name="icon-apple"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("openapi.json", data.openapi, name="openapi"),
    path("llms.txt", machines.llms, name="llms"),
    path(".well-known/security.txt", machines.security_txt, name="security-txt"),
    path(".well-known/change-password", machines.change_password, name="change-password"),
    re_path(rf"^(?P<value>{CODE})/?$", shorts.code, name="short-code"),
    re_path(rf"^(?P<pair>{CODE}-[vV][sS]-{CODE})/?$", shorts.pair, name="short-pair"),
    *i18n_patterns(
        path("", pages.home, name="home"),
        path("sitemap.xml", machines.language_sitemap, name="language-sitemap"),
        path("manifest.webmanifest", machines.manifest, name="manifest"),
        path("card.png", pictures.site, name="site-picture"),
        path("codes.json", data.codes, name="codes-json"),
        path("codes/<str:value>.json", data.code, name="code-json"),
        path("codes/<str:value>.png", pictures.code, name="code-picture"),
        path("codes/<str:value>/", pages.code, name="code"),
        path("classes/<str:name>/", pages.code_class, name="class"),
        path("compare/", pages.pick, name="pick"),
        path("compare/<str:pair>.json", data.compare, name="compare-json"),
        path("compare/<str:pair>.png", pictures.compare, name="compare-picture"),
        path("compare/<str:pair>/", pages.compare, name="compare"),
        path("changes/", changes.changes, name="changes"),
        path("changes.atom", changes.feed, name="feed"),
        path("api/", data.guide, name="api"),
        path("security/", machines.security, name="security"),
        path("search/", pages.search, name="search"),
        path("search/suggestions/", suggestions.suggest, name="suggest"),
        path("explain/", explainer.explain, name="explain"),
        path("privacy/", pages.privacy, name="privacy"),
    ),
]
