"""What people type who look for a class, or for the whole list of codes: never shown, and in any language."""

from codes.smtp.theory import Outcome

LIST_WORDS = (
    "error codes", "smtp error", "reply codes", "status codes", "error messages", "error list", "unknown error",
    "codes d’erreur", "erreur inconnue", "messages d’erreur", "liste des codes",
    "Fehlercodes", "Fehlermeldungen", "unbekannter Fehler", "Fehlerliste",
    "códigos de error", "lista de errores", "error desconocido",
    "codici di errore", "errore sconosciuto", "elenco errori",
    "códigos de erro", "tabela de erros", "erro desconhecido",
    "коды ошибок", "неизвестная ошибка", "список ошибок",
    "错误代码", "错误码", "未知错误", "エラーコード", "エラー一覧", "不明なエラー",
)  # fmt: skip
CLASS_WORDS: dict[Outcome, tuple[str, ...]] = {
    Outcome.SUCCESS: ("success", "succès", "Erfolg", "éxito", "successo", "sucesso", "успех", "成功"),
    Outcome.CONTINUE: ("intermediate", "continue", "intermédiaire"),
    Outcome.TEMPORARY: (
        *LIST_WORDS,
        "temporary error", "temporary failure", "soft bounce", "transient", "erreur temporaire", "temporärer Fehler",
        "vorübergehender Fehler", "error temporal", "errore temporaneo", "erro temporário", "временная ошибка",
        "临时错误", "软退信", "一時的なエラー",
    ),
    Outcome.PERMANENT: (
        *LIST_WORDS,
        "permanent error", "permanent failure", "hard bounce", "bounce message", "erreur permanente",
        "permanenter Fehler",
        "konnte nicht zugestellt werden", "unzustellbar", "nicht zugestellt", "error permanente", "no se pudo entregar",
        "errore permanente", "impossibile recapitare", "erro permanente", "não foi possível entregar", "не доставлено",
        "постоянная ошибка", "永久错误", "硬退信", "退信", "恒久的なエラー", "配信できませんでした",
    ),
}  # fmt: skip
