"""What came with the starter content."""

from django.db import models


class Shipped(models.Model):
    """What load_content last wrote: where the database differs from it, an editor has been at work."""

    path = models.CharField(max_length=200, primary_key=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.path
