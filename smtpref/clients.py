"""Who asks: the address that a trusted proxy names, else that of the connection; nothing else that a request says."""

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """What requests are counted by: an IPv4 address, or the network that one IPv6 subscriber has; empty if unknown."""
    return shortened(request, {4: 32, 6: 64})


def network_of(request: HttpRequest) -> str:
    """What the log may hold: enough to tell one attacker from many, too little to tell who it was."""
    return shortened(request, {4: 24, 6: 48})


def shortened(request: HttpRequest, lengths: dict[int, int]) -> str:
    """The address without its last bits."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, lengths[address.version]), strict=False).network_address)
