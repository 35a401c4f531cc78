"""A mail server on loopback, and msmtp as the `sendmail` that leads to it."""

import email
import email.policy
import shutil
import socket
from pathlib import Path

from aiosmtpd.controller import Controller


class MailHost:
    """Keeps each message with its envelope; refuses whom `refused` names, with that answer."""

    def __init__(self):
        self.envelopes, self.refused = [], {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 kept"

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(
            self, hostname="127.0.0.1", port=self.port, server_hostname="mx.example")
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    def sendmail(self, folder: Path):
        """A folder for PATH and one for HOME, by which msmtp is found as sendmail and finds us."""
        programs, home = folder / "bin", folder / "home"
        for made in (programs, home):
            made.mkdir(parents=True, exist_ok=True)
        link = programs / "sendmail"
        link.unlink(missing_ok=True)
        link.symlink_to(shutil.which("msmtp"))
        settings = home / ".msmtprc"
        settings.write_text(f"account default\nhost 127.0.0.1\nport {self.port}\n"
                            "from default@local.example\nallow_from_override on\n")
        settings.chmod(0o600)
        return programs, home

    @property
    def messages(self):
        return [email.message_from_bytes(envelope.content, policy=email.policy.default)
                for envelope in self.envelopes]
