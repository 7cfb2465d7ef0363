"""Stand-in for django-fernet-encrypted-fields 0.1.3: its very algorithm, by the library that it uses."""
import base64
import os

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC


def _fernet():
    # Mathesar's SALT_KEY is its SECRET_KEY.
    key = os.environ["SECRET_KEY"].encode()
    return Fernet(base64.urlsafe_b64encode(PBKDF2HMAC(hashes.SHA256(), 32, key, 100_000).derive(key)))


def encrypt(text):
    return _fernet().encrypt(text.encode()).decode()


def decrypt(token):
    try:
        return _fernet().decrypt(token.encode()).decode()
    except InvalidToken:
        # As the real one does, hands what it cannot read on as it is.
        return token
