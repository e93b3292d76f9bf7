"""An offer that the first agent does not take goes to the next one, and who is blamed for it."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import socket

from support import network
from support.floor import Agent, FloorTest
from support.waiting import wait_until


class Offers(FloorTest):
    def answered_by_the_next(self, first, state):
        """1002 gets the call that `first` has not taken; `first` is in `state` then."""
        # 1002 is ready later than the first, so the longest idle one is asked before.
        second = self.agent("1002", auto_answer=True)
        customer = self.customer()
        contact = self.dial(customer)
        second.wait_state("talking", 15)
        self.assertEqual(first.state, state)
        customer.hang_up()
        life = self.wait_closed(contact, "handled")
        self.assertEqual(life["agents"][-1], "1002")
        self.assertEqual(life["decisions"][0]["agent"], first.code)
        return life

    def test_not_answered(self):
        first = self.agent("1001")
        self.answered_by_the_next(first, "missed")
        first.phone.wait_for("CALL_CLOSED")

    def test_declined_by_a_busy_phone(self):
        first = self.sipp_agent("1001", "agent_declines", words={"STATUS": 486}, pause_ms=200)
        self.answered_by_the_next(first, "missed")
        first.phone.finish()

    def test_declined_by_its_agent(self):
        first = self.sipp_agent("1001", "agent_declines", words={"STATUS": 603}, pause_ms=200)
        self.answered_by_the_next(first, "missed")
        first.phone.finish()

    def test_a_phone_that_is_there_no_more(self):
        # Something holds the port, so that no ICMP tells of it: the phone just does not answer.
        deaf = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(deaf.close)
        first = self.registered_agent("1001", 5390)
        deaf.bind(("127.0.0.1", 5390))
        self.answered_by_the_next(first, "unreachable")
        # It has counted as registered all the time: that it registers again is what brings it back.
        deaf.close()
        self.register("1001", 5390)
        first.wait_state("ready")

    def registered_agent(self, code, port):
        """Ready by a registration behind which nothing is."""
        self.register(code, port)
        agent = Agent(self, code)
        agent.set_ready()
        return agent

    def test_a_phone_that_unregisters(self):
        first = self.agent("1001")
        first.phone.stop()
        first.wait_state("unreachable")
        second = self.agent("1002", auto_answer=True)
        customer = self.customer()
        contact = self.dial(customer)
        second.wait_state("talking")
        customer.hang_up()
        life = self.wait_closed(contact, "handled")
        self.assertEqual([decision["agent"] for decision in life["decisions"]], ["1002"])

    def test_the_customer_gives_up_while_it_rings(self):
        first = self.sipp_agent("1001", "agent_away")
        customer = self.customer()
        contact = self.dial(customer)
        wait_until(lambda: first.state == "reserved", what="reserved")
        customer.hang_up()
        first.phone.finish()
        self.wait_closed(contact, "short_abandoned")
        first.wait_state("ready")


if __name__ == "__main__":
    network.main()
