"""Phones register with digest, over UDP and TCP, and OPTIONS is answered."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import network
from support.api import Refused
from support.floor import Agent, FloorTest


class Registration(FloorTest):
    def test_who_may_register(self):
        with self.subTest("a wrong secret"):
            self.register("1001", 5301, secret="guess", status=401)
        with self.subTest("an unknown user"):
            self.register("1999", 5302, status=401)
        with self.subTest("with the secret of somebody else"):
            self.register("1001", 5303, user="1002", status=403)
        with self.subTest("the right secret over TCP"):
            self.register("1001", 5304, transport="t1")

    def test_a_guesser_locks_out_nobody_else_at_its_address(self):
        for number in range(10):
            self.register("1001", 5301, secret=f"guess{number}", status=401)
        self.register("1001", 5302, status=503)
        self.register("1002", 5303)

    def test_a_registered_phone_makes_its_agent_reachable(self):
        agent = Agent(self, "1001")
        agent.client.command("sign_in_agent")
        with self.assertRaises(Refused) as refused:
            agent.client.command("set_ready")
        self.assertEqual(refused.exception.reject, "agent_unreachable")
        self.register("1001", 5301)
        agent.client.command("set_ready")
        agent.wait_state("ready")
        self.register("1001", 5301, expires=0)
        agent.wait_state("unreachable")

    def test_a_phone_whose_connection_has_ended_is_gone(self):
        agent = Agent(self, "1001")
        agent.client.command("sign_in_agent")
        self.register("1001", 5301, transport="t1")  # SIPp ends behind it.
        try:
            agent.client.command("set_ready")
        except Refused as refused:
            self.assertEqual(refused.reject, "agent_unreachable")
        else:
            agent.wait_state("unreachable")

    def test_options_is_answered(self):
        self.sipp("options", [("",)]).run()
        self.sipp("options", [("",)], transport="t1").run()


if __name__ == "__main__":
    network.main()
