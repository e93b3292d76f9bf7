#!/usr/bin/env python3
"""GET /metrics: well formed, complete, for machines that may see it, and without persons."""
# Also on: dev

import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support import metrics
from support.loopback import ServerTest
from support.relevo import ROOT
from support.waiting import wait_until

FAMILIES = (ROOT / "src/metrics/families.h").read_text()


class MetricsTest(ServerTest):
    def page(self):
        status, headers, body = self.server.client(None).raw("GET", "/metrics")
        self.assertEqual(status, 200)
        self.assertEqual(headers["Content-Type"], "text/plain; version=0.0.4")
        return body.decode()

    def families(self):
        return metrics.read(self.page())


class Form(MetricsTest):
    def test_each_family_of_the_list_is_there_and_no_other(self):
        listed = set(re.findall(r'^inline constexpr Family \w+\{\s*"(\w+)"', FAMILIES,
                                re.MULTILINE))
        self.assertGreater(len(listed), 10)
        wait_until(lambda: self.families()["relevo_voice_nodes"].value() == 1,
                   what="figures of voice")
        families = self.families()
        self.assertEqual(set(families), listed)
        for family in families.values():
            self.assertTrue(family.samples, family.name)

    def test_names_follow_the_conventions(self):
        for family in self.families().values():
            with self.subTest(family.name):
                self.assertRegex(family.name, r"^(relevo|process)_[a-z0-9_]+$")
                self.assertEqual(family.kind == "counter", family.name.endswith("_total"))
                if family.kind == "histogram":
                    self.assertTrue(family.name.endswith("_seconds"))

    def test_buckets_grow_up_to_the_count(self):
        wait_until(lambda: self.families()["relevo_voice_nodes"].value() == 1,
                   what="figures of voice")
        for family in self.families().values():
            if family.kind != "histogram":
                continue
            with self.subTest(family.name):
                node = {"node": "1"} if "_voice_" in family.name else {}
                buckets = [value for (suffix, _labels), value in family.samples.items()
                           if suffix == "_bucket"]
                self.assertEqual(len(buckets), 22)
                self.assertEqual(buckets, sorted(buckets))
                self.assertEqual(buckets[-1], family.value("_count", **node))

    def test_nothing_about_persons(self):
        self.ready("1001")
        contact = self.dial(self.customer("5550188"))
        self.wait_contact(contact, "offered")
        page = self.page()
        for word in ("5550188", "1001", "c01", "admin"):
            self.assertNotRegex(page, rf"\b{word}\b")


class Door(MetricsTest):
    def ask(self, user=None, headers=None):
        client = self.client(user) if user else self.server.client(None)
        return client.raw("GET", "/metrics", headers=headers)[0]

    def test_who_asks_through_a_proxy_must_be_somebody_who_sees_the_system(self):
        for header in ("X-Forwarded-For", "Forwarded"):
            for user, status in ((None, 401), ("1001", 403), ("c01", 403), ("d01", 403),
                                 ("qa01", 403), ("wfm01", 403), ("s01", 200), ("cc01", 200),
                                 ("admin", 200)):
                with self.subTest(f"{header} {user}"):
                    self.assertEqual(self.ask(user, {header: "203.0.113.9"}), status)

    def test_only_read(self):
        for method in ("POST", "PUT", "DELETE"):
            self.assertEqual(self.server.client(None).raw(method, "/metrics")[0], 405)


class Truth(MetricsTest):
    def test_requests_are_counted_by_route_and_class(self):
        before = self.families()["relevo_http_requests_total"]
        client = self.client("s01")
        for _time in range(3):
            client.board()
        client.raw("GET", "/api/v1/contacts/999999")
        after = self.families()["relevo_http_requests_total"]
        for route, status, count in (("board", "2xx", 3), ("contact", "4xx", 1)):
            self.assertEqual(after.total(route=route, status=status) -
                             before.total(route=route, status=status), count)

    def test_the_floor_is_the_boards(self):
        self.ready("1001")
        self.dial(self.customer(), "5001")
        families = self.families()
        board = self.watcher.board()
        for state in ("ready", "offline", "break"):
            self.assertEqual(families["relevo_agents"].value(state=state),
                             sum(agent["state"] == state for agent in board["agents"]))
        self.assertEqual(families["relevo_contacts"].total(), len(board["contacts"]))
        for queue in board["queues"]:
            self.assertEqual(families["relevo_queue_waiting"].value(queue=queue["id"]),
                             queue["waiting"])

        def grown():
            wait = self.families()["relevo_queue_longest_wait_seconds"]
            return 0.1 < wait.value(queue="sales-en") < 60

        wait_until(grown, what="a wait that grows")

    def test_the_engine_and_the_log_are_the_floors(self):
        def figures():
            families = self.families()
            return {name: families["relevo_" + name].value() for name in (
                "engine_commands_total", "engine_facts_total", "engine_shed_total", "engine_keys",
                "log_batches_total", "log_events_total", "log_position")}

        before = figures()
        client = self.client("1002")
        for _time in range(2):
            client.command("sign_in_agent", key="one key")
        self.addCleanup(self.sign_out, "1002")
        for _time in range(3):
            with self.assertRaises(AssertionError):
                client.command("end_break")
        after = figures()
        self.assertGreaterEqual(after["engine_commands_total"], before["engine_commands_total"] + 4)
        self.assertEqual(after["log_events_total"] - before["log_events_total"],
                         after["log_position"] - before["log_position"])
        self.assertEqual(after["engine_shed_total"], 0)
        self.assertEqual(after["engine_keys"], before["engine_keys"] + 1)
        families = self.families()
        self.assertGreaterEqual(families["relevo_engine_rejects_total"].value(
            reject="not_on_break"), 3)
        self.assertGreater(families["relevo_log_bytes"].value(), 1000)
        self.assertEqual(families["relevo_ready"].value(), 1)
        self.assertGreater(families["process_resident_memory_bytes"].value(), 1 << 20)

    def test_voice_tells_of_a_call(self):
        def figures():
            families = self.families()
            return families if families["relevo_voice_nodes"].value() else None

        before = wait_until(figures, what="figures of voice")
        self.ready("1003")
        self.dial(self.customer(), "5001")

        def told():
            families = self.families()

            def grown(name, **labels):
                return (families[name].value(node="1", **labels) -
                        before[name].value(node="1", **labels))
            return (families["relevo_voice_legs"].value(node="1") == 1 and
                    families["relevo_voice_devices"].value(node="1") == 1 and
                    grown("relevo_voice_sip_requests_total", method="INVITE") >= 1 and
                    grown("relevo_voice_sip_requests_total", method="REGISTER") >= 1 and
                    grown("relevo_voice_packets_total", way="out") > 50)

        wait_until(told, 15, "a leg that hears music")
        late = self.families()["relevo_voice_frame_late_seconds"]
        self.assertGreater(late.samples["_count", (("node", "1"),)], 50)


if __name__ == "__main__":
    unittest.main()
