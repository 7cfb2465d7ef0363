# The web server does not need to know it.
unset DJANGO_SUPERUSER_PASSWORD
