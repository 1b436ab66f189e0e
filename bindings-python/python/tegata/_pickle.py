"""Puts pickled objects together again, by their content."""

from ._tegata import Policy, TrustBundle, Verifier


def verifier(bundle: TrustBundle, policy: Policy, signature_cache: int) -> Verifier:
    return Verifier(bundle, policy, signature_cache=signature_cache)
