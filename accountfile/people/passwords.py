"""Which passwords are too easy to guess here."""

from django.core.exceptions import ValidationError

OUR_WORDS = ("accountfile", "keyaccount")


class OwnWordsValidator:
    """Refuses passwords that are little more than the name of the product."""

    def validate(self, password, user=None):
        letters = "".join(character for character in password.lower() if character.isalpha())
        rest = letters
        for word in OUR_WORDS:
            rest = rest.replace(word, "")
        if rest != letters and len(rest) < 8:
            raise ValidationError(
                "This password is little more than the name of the product.", code="own_words"
            )

    def get_help_text(self):
        return "It must not be built on the name of the product."
