"""How the product is put together; what differs between machines comes from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from accountfile.base import installation
from accountfile.base.databases import tuned
from accountfile.base.files import storage
from accountfile.base.logs import plain_log
from accountfile.base.templates import LOADERS

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
VAR = installation.private_folder(Path(env("ACCOUNTFILE_VAR", default=str(BASE_DIR / "var"))))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or installation.own_secret(VAR)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env("SITE_URL", default=f"http://localhost:{env.int('PORT', default=8000)}")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
BEHIND_TLS = SITE_URL.startswith("https://")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "accountfile.base.admin_site.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "heroicons",
    "simple_history",
    "accountfile.people",
    "accountfile.mail",
    "accountfile.core",
    "accountfile.pages",
    "accountfile.importing",
    "accountfile.cover",
    "accountfile.workshop",
]

MIDDLEWARE = [
    "accountfile.base.guards.AnswersWithHeaders",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Django's adds random padding, so that the length of a page tells nothing of its secrets.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "accountfile.base.guards.RefusesLargeBodies",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accountfile.pages.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accountfile.people.middleware.PersonMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "accountfile.core.models.change.act_of_request",
    "accountfile.pages.middleware.Answered",
]

ROOT_URLCONF = "accountfile.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": LOADERS,
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accountfile.pages.shell.shell",
            ],
        },
    }
]

# --- Database: SQLite beside the code, or whatever DATABASE_URL names ---------------------------
DATABASES = {
    "default": tuned(env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'accountfile.sqlite3'}"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Broker and cache: the Valkey that comes with pip on a socket, or REDIS_URL -----------------
REDIS_URL = env("REDIS_URL", default="")
_socket = VAR / "broker.sock"
CACHES = {
    "default": {
        "BACKEND": "accountfile.base.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL or f"unix://{_socket}?db=1",
        "KEY_PREFIX": "accountfile",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
CELERY_BROKER_URL = REDIS_URL or f"redis+socket://{_socket}"
CELERY_TIMEZONE = "UTC"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 570
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
# kB; what prints needs some 210 MB, and gives back what one document took.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 280_000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The defaults hang for ever when the broker is frozen; with these a press takes two seconds.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "retry_on_timeout": False,
    "max_retries": 0,
    "visibility_timeout": 900,
}

# --- Mail: a folder that the product shows as Outbox, or EMAIL_URL ------------------------------
EMAIL_URL = env("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email("EMAIL_URL"))
else:
    EMAIL_BACKEND = "accountfile.mail.folder.FolderBackend"
    EMAIL_FILE_PATH = str(VAR / "mail")
# Without one, a silent server holds a worker for ever.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Account File <accountfile@localhost>")

# --- People and sign-in -------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accountfile.people.passwords.OwnWordsValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "accountfile.people.adapter.AccountAdapter"
ACCOUNT_MAIL_SENDER = "accountfile.mail.services.post_account_mail"
ACCOUNT_NEWS_SENDER = "accountfile.mail.services.post_account_news"
WHO_OPENS_MORE = "accountfile.core.access.who_opens_more"
ACCOUNT_FORMS = {
    "login": "accountfile.people.forms.SignInForm",
    "reset_password": "accountfile.people.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accountfile.people.forms.NewPasswordForm",
    "change_password": "accountfile.people.forms.ChangedPasswordForm",
    "reauthenticate": "accountfile.people.forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accountfile.people.tokens.PasswordLinks"  # noqa: S105
# A whole office may sign in from one address on a Monday; what is counted closely is wrong tries.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
    "login_failed_anywhere": "100/h/key",
    "reset_password": "20/h/ip,5/h/key",
}
PASSWORD_RESET_TIMEOUT = 72 * 3600
MFA_ADAPTER = "accountfile.people.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accountfile.people.forms.SecondFactorForm",
    "reauthenticate": "accountfile.people.forms.SecondFactorAgainForm",
    "activate_totp": "accountfile.people.forms.NewAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Account File"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Who has to set up a second factor; everybody else may.
_bidden = ["administrators", "line_managers", "everyone"]
SECOND_FACTOR_FOR = env.str("SECOND_FACTOR_FOR", default="administrators", choices=_bidden)
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "accountfile.pages.errors.old_page"
if BEHIND_TLS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the proxy that ends TLS sends people on to https
    "security.W021",  # the preload list is for the owner of the whole domain to ask for
]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{f"{kind}-src": [SELF] for kind in ("script", "style", "font", "connect", "manifest")},
        **{key: [NONE] for key in ("default-src", "object-src", "base-uri", "frame-ancestors")},
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
    }
}

# --- Words, times, files ------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
# Our words are English only; Django asks for the language a hundred times a page otherwise.
USE_I18N = False
# The day of the house, for jobs and stored figures; people have zones of their own.
TIME_ZONE = env("HOUSE_TIME_ZONE", default="UTC")
# The hour of everybody's morning mail, on their own clocks, unless they choose another.
DIGEST_HOUR = env.int("DIGEST_HOUR", default=7)
CURRENCY = env("CURRENCY", default="USD")
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [VAR / "assets"]
for _folder in (STATIC_ROOT, *STATICFILES_DIRS):
    _folder.mkdir(parents=True, exist_ok=True)
# ./dev run serves the built files as they lie there; the container collects them once under names
# that never change.
STATIC_COLLECTED = env.bool("STATIC_COLLECTED", default=False)
WHITENOISE_USE_FINDERS = not STATIC_COLLECTED
WHITENOISE_MAX_AGE = 60
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": storage(env("STORAGE_URL", default="")),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# A file of 25 MB and the form around it; whoever answers a survey sends a few texts.
LARGEST_BODY = 26 * 1024 * 1024
LARGEST_BODY_OF_STRANGERS = 1024 * 1024
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "pages/table.html"
FILTERS_EMPTY_CHOICE_LABEL = "any"
# What marks the sample company's people and accounts, and where their sign-ins are kept.
SAMPLE_SIGN_INS = VAR / "sample_sign_ins.txt"
SAMPLE_MARK = "sample:"
SAMPLE_COMPANY = env.bool("SAMPLE_COMPANY", default=True) and SAMPLE_SIGN_INS.exists()

LOGGING = plain_log(env("LOG_LEVEL", default="INFO"))

# Only the web process that ./dev bench starts.
if MEASURED := env.bool("ACCOUNTFILE_BENCH", default=False):
    MIDDLEWARE.insert(0, "accountfile.workshop.measuring.measured")
    ROOT_URLCONF = "accountfile.workshop.measuring"

# --- The table of contents of every Account File, in file order ---------------------------------
SECTIONS = [
    "accountfile.profile",
    "accountfile.blueprint",
    "scorecard",
    "opportunities",
    "contacts",
    "reviews",
    "surveys",
    "risk",
    "accountfile.contracts",
]
INSTALLED_APPS += SECTIONS
