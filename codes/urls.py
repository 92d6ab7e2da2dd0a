"""The addresses of the contract; tests/test_addresses.py walks them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path, re_path

from codes.views import machines, pages, shorts

urlpatterns = [
    path("", pages.root, name="root"),
    path("healthz", machines.healthz, name="healthz"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    re_path(r"^(?P<value>[1-9][0-9]{2})/?$", shorts.code, name="short-code"),
    re_path(r"^(?P<pair>[1-9][0-9]{2}-[vV][sS]-[1-9][0-9]{2})/?$", shorts.pair, name="short-pair"),
    *i18n_patterns(
        path("", pages.home, name="home"),
        path("codes/<str:value>/", pages.code, name="code"),
        path("classes/<str:name>/", pages.reply_class, name="class"),
        path("compare/", pages.pick, name="pick"),
        path("compare/<str:pair>/", pages.compare, name="compare"),
        path("search/", pages.search, name="search"),
    ),
]
