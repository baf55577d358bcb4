"""A real SMTP server that keeps what it accepts and answers as a test tells it."""

import asyncio
import threading
from dataclasses import dataclass
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


@dataclass
class Order:
    """What the server does at one command: answers, falls silent, or cuts the line."""

    command: str
    answer: str = ""
    to: str = ""
    silent: bool = False
    cut: bool = False
    stores: bool = False
    hangs_up: bool = False
    times: int = 10_000


class _Session(SMTP):
    """One dialogue; even its greeting follows the orders."""

    def connection_made(self, transport):
        self.event_handler.lines.add(transport)
        super().connection_made(transport)

    async def push(self, status):
        if str(status).startswith("220 "):
            status = await self.event_handler.obey(self, "GREETING") or status
        if self.transport and not self.transport.is_closing():
            await super().push(status)


class MailServer:
    """Listens on one port of this machine; `letters` is what it accepted, in order."""

    def __init__(self, port):
        self.port, self.letters, self.orders, self.lines = port, [], [], set()
        self.reached = threading.Event()  # somebody is waiting in a silence
        self.lets_in = True
        self.controller = None

    def start(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.factory = lambda: _Session(
            self, hostname="mail.test", authenticator=self._authenticate, auth_require_tls=False
        )
        self.controller.start()

    def stop(self):
        if self.controller:
            asyncio.run_coroutine_threadsafe(self._cut_all(), self.controller.loop).result()
            self.controller.stop()
        self.controller = None

    async def _cut_all(self):
        while self.lines:
            self.lines.pop().abort()
        await asyncio.sleep(0.01)  # the loop closes the sockets in its next rounds

    def says(self, command, answer, **how):
        self.orders.append(Order(command, answer, **how))

    def falls_silent_at(self, command, **how):
        self.orders.append(Order(command, silent=True, **how))

    def cuts_at(self, command, **how):
        self.orders.append(Order(command, cut=True, **how))

    def accepts_and_hangs_up(self, **how):
        self.orders.append(Order("DATA", "250 OK", stores=True, hangs_up=True, **how))

    def obeys_no_more(self):
        self.orders.clear()
        self.reached.clear()

    def received_by(self, address):
        """Return the letters accepted for this address."""
        return [letter for letter in self.letters if letter["X-RcptTo"] == address]

    def _authenticate(self, *credentials):
        return AuthResult(success=self.lets_in, handled=False)

    async def obey(self, session, command, to="", envelope=None):
        """Carry out the first order for this command, and return the answer it wants given."""
        for order in self.orders:
            if order.command == command and order.times and order.to in to:
                order.times -= 1
                return await self._carry_out(order, session, envelope)
        return None

    async def _carry_out(self, order, session, envelope):
        if order.stores:
            self._keep(envelope)
        if order.silent:
            self.reached.set()
            await asyncio.sleep(3600)
        if order.cut:
            session.transport.abort()
            return "421 cut"
        if order.hangs_up:
            await session.push("250 OK")
            session.transport.close()
        return order.answer

    def _keep(self, envelope):
        letter = message_from_bytes(envelope.content, policy=policy.default)
        letter["X-RcptTo"] = ",".join(envelope.rcpt_tos)
        self.letters.append(letter)

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = await self.obey(server, "MAIL")
        if not answer:
            envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = await self.obey(server, "RCPT", to=address)
        if not answer:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = await self.obey(server, "DATA", to=",".join(envelope.rcpt_tos), envelope=envelope)
        if not answer:
            self._keep(envelope)
        return answer or "250 OK"
