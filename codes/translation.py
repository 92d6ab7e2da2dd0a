"""Which fields speak several languages; nothing else."""

from modeltranslation.translator import TranslationOptions, register

from codes.models import Code, Comparison, Phase, ProviderReply, Reading, Reference


@register(Code)
class CodeTranslation(TranslationOptions):
    required_languages = ("en",)
    fields = ("name", "summary", "description", "when_seen", "how_to_fix", "when_to_use", "note")


@register(Phase)
class PhaseTranslation(TranslationOptions):
    required_languages = ("en",)
    fields = ("meaning",)


@register(Reference)
class ReferenceTranslation(TranslationOptions):
    required_languages = ("en",)
    fields = ("label",)


@register(Comparison)
class ComparisonTranslation(TranslationOptions):
    required_languages = ("en",)
    fields = ("verdict", "differences", "which_to_use")


@register(Reading)
class ReadingTranslation(TranslationOptions):
    fields = ("summary", "how_to_fix")


@register(ProviderReply)
class ProviderReplyTranslation(TranslationOptions):
    required_languages = ("en",)
    fields = ("meaning", "what_to_do")
