// Each way in which an operation file can be wrong, and the sentence its writer then reads.
#include <doctest/doctest.h>

#include "operation/testing.h"

namespace relevo {

namespace {

/// Lines 1 to 22 of every file here; what is wrong begins in line 23.
constexpr std::string_view good = R"([operation]
code = "norte"
[[site]]
code = "home"
[[skill]]
code = "spanish"
[[client]]
code = "banco"
[[campaign]]
code = "cobranza"
client = "banco"
[[queue]]
code = "pagos"
number = "6000"
campaign = "cobranza"
[[user]]
code = "c01"
name = "Rocío"
roles = ["coordinator"]
[[team]]
code = "equipo-1"
coordinator = "c01"
)";

std::string refusal(const std::string& text) {
  const auto read = read_operation({{"f.toml", text}}, {}, testing::indicators);
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().kind == Fault::Kind::input);
  return read.error().what;
}

struct Refusal {
  std::string_view added;  // After the good lines.
  std::string_view sentence;
};

const Refusal refusals[] = {
    // Tables and keys.
    {"[[queues]]\ncode = \"x\"\n",
     "f.toml:23: `queues`: there is no such table; did you mean [[queue]]?"},
    {"[weather]\n",
     "f.toml:23: `weather`: there is no such table; see docs/operation-file.md for those there "
     "are"},
    {"sites = 1\n",
     "f.toml:23: team: there is no key `sites`; known here: code, coordinator, span"},
    {"[[queue]]\ncode = \"x\"\ntarget = 20\n",
     "f.toml:25: queue: there is no key `target`; did you mean `target_s`?"},
    {"[[shift]]\ncode = \"x\"\nhours = [\"lun 09:00-18:00\"]\n",
     "f.toml:25: shift.hours: `lun 09:00-18:00` is no hours of a week; write days and two quarters "
     "of an hour, like \"mon-fri 09:00-18:00\" or \"sat,sun 22:00-06:00\""},
    {"[[shift]]\ncode = \"x\"\nhours = [\"mon 09:00-18:00\", \"mon 17:00-19:00\"]\n",
     "f.toml:25: shift.hours: `mon 17:00-19:00` is at the same time as other hours of this shift; "
     "write each hour of a week once"},
    {"[[shift]]\ncode = \"tarde\"\nhours = [\"mon 09:00-18:00\"]\n"
     "[[agent]]\ncode = \"1\"\nteam = \"equipo-1\"\nsite = \"home\"\nshift = \"tardes\"\n",
     "f.toml:30: agent.shift: there is no shift `tardes`; did you mean `tarde`?"},
    {"[[campaign]]\ncode = \"x\"\nclient = \"banco\"\nscreen_pop = \"crm/{phone}\"\n",
     "f.toml:26: campaign.screen_pop: `crm/{phone}` begins with no host; write one like "
     "\"https://crm.example/?phone={number}\""},
    {"[[campaign]]\ncode = \"x\"\nclient = \"banco\"\ntime_zone = \"Mexico City\"\n",
     "f.toml:26: campaign.time_zone: there is no time zone \"Mexico City\"; write a name like "
     "\"America/Mexico_City\""},
    {"[[campaign]]\ncode = \"x\"\nclient = \"banco\"\nday_cut = \"5:10\"\n",
     "f.toml:26: campaign.day_cut: `5:10` is no quarter of an hour of a day; write one like "
     "\"05:00\""},
    {"[[queue]]\ncampaign = \"cobranza\"\n",
     "f.toml:23: queue.code: is missing; write code = \"...\" with 1 to 32 of a-z, 0-9, `_`, `.` "
     "and `-`"},
    {"[[queue]]\ncode = \"ventas\"\n",
     "f.toml:23: queue.campaign: is missing; write campaign = \"...\" with 1 to 32 of a-z, 0-9, "
     "`_`, `.` and `-`"},
    {"[[user]]\ncode = \"s01\"\nroles = [\"supervisor\"]\n",
     "f.toml:23: user.name: is missing; write name = \"...\""},
    {"[[user]]\ncode = \"s01\"\nname = \"Sam\"\n",
     "f.toml:23: user.roles: is missing; write roles = [\"coordinator\"]"},
    {"[[trunk]]\n",
     "f.toml:23: trunk.address: is missing; write address = \"10.0.0.5\" or a block, "
     "\"10.0.0.0/24\""},
    {"[[disposition]]\ncode = \"sold\"\nname_es = \"Venta\"\n",
     "f.toml:23: disposition.name_en: is missing; write name_en = \"...\""},
    {"[[disposition]]\ncode = \"sold\"\nname_en = \"Sale\"\n",
     "f.toml:23: disposition.name_es: is missing; write name_es = \"...\""},
    {"[[disposition]]\ncode = \"sold\"\nname_es = \"Venta\"\nname_en = \"Sale\"\nkind = \"win\"\n",
     "f.toml:27: disposition.kind: there is no kind `win`; write contact, no_contact, sale, "
     "promise "
     "or refusal"},
    {"[[disposition]]\ncode = \"sold\"\nname_es = \"Venta\"\nname_en = \"Sale\"\n"
     "campaigns = [\"cobranzas\"]\n",
     "f.toml:27: disposition.campaigns: there is no campaign `cobranzas`; did you mean "
     "`cobranza`?"},
    {"[[disposition]]\ncode = \"sold\"\nname_es = \"\"\nname_en = \"Sale\"\n",
     "f.toml:25: disposition.name_es: has 0 bytes; write 1 to 64"},
    {"[[disposition]]\ncode = \"a\"\nname_es = \"A\"\nname_en = \"A\"\n"
     "[[disposition]]\ncode = \"a\"\nname_es = \"A\"\nname_en = \"A\"\n",
     "f.toml:28: disposition.code: `a` is taken at f.toml:24; give each disposition a code of its "
     "own"},
    // Types and ranges.
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\ntarget_s = \"20\"\n",
     "f.toml:26: queue.target_s: is a text; write a whole number from 1 to 3600"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nring_s = 4\n",
     "f.toml:26: queue.ring_s: is 4; write a whole number from 5 to 120"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nwrap_up_s = -1\n",
     "f.toml:26: queue.wrap_up_s: is -1; write a whole number from 0 to 3600"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nwrap_up_s = 30\nwrap_up_max_s = 20\n",
     "f.toml:27: queue.wrap_up_max_s: it is less than wrap_up_s; write at least as much"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nshort_abandon_s = 61\n",
     "f.toml:26: queue.short_abandon_s: is 61; write a whole number from 0 to 60"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\npriority_s = 1.5\n",
     "f.toml:26: queue.priority_s: is something else; write a whole number from 0 to 86400"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\ncontacts_max = 0\n",
     "f.toml:26: queue.contacts_max: is 0; write a whole number from 1 to 100000"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nrecord = \"yes\"\n",
     "f.toml:26: queue.record: is a text; write true or false"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nskills = [\"spanish\"]\n",
     "f.toml:26: queue.skills: is a list; write { SKILL = LEVEL }, like { spanish = 5 }"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nskills = { spanish = 11 }\n",
     "f.toml:26: queue.skills.spanish: is 11; write a whole number from 1 to 10"},
    {"[[team]]\ncode = \"x\"\ncoordinator = \"c01\"\nspan = 0\n",
     "f.toml:26: team.span: is 0; write a whole number from 1 to 1000"},
    {"[[user]]\ncode = \"s01\"\nname = \"\"\nroles = [\"supervisor\"]\n",
     "f.toml:25: user.name: has 0 bytes; write 1 to 200"},
    {"[[user]]\ncode = \"s01\"\nname = \"a\\nb\"\nroles = [\"supervisor\"]\n",
     "f.toml:25: user.name: has a control character in it; write one line of plain text"},
    {"[[user]]\ncode = \"s01\"\nname = \"Sam\"\npassword = \"short\"\nroles = [\"supervisor\"]\n",
     "f.toml:26: user.password: has 5 bytes; write 12 to 128"},
    // Codes, numbers, choices, sounds.
    {"[[site]]\ncode = \"Mexico City\"\n",
     "f.toml:24: site.code: `Mexico City` is no code; write 1 to 32 of a-z, 0-9, `_`, `.` and `-` "
     "in quotes"},
    {"[[site]]\ncode = 5\n",
     "f.toml:24: site.code: is a whole number; write 1 to 32 of a-z, 0-9, `_`, `.` and `-` in "
     "quotes"},
    {"[[site]]\ncode = \"a23456789012345678901234567890123\"\n",
     "f.toml:24: site.code: `a23456789012345678901234567890123` is no code; write 1 to 32 of a-z, "
     "0-9, `_`, `.` and `-` in quotes"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nnumber = \"55-10\"\n",
     "f.toml:26: queue.number: `55-10` is no number; write digits, with a + in front for one with "
     "its country"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nstrategy = \"longest-idle\"\n",
     "f.toml:26: queue.strategy: there is no strategy `longest-idle`; write `longest_idle` or "
     "`skill_fit`"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nlanguage = \"fr\"\n",
     "f.toml:26: queue.language: there is no language `fr`; write `es` or `en`"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\ngreeting = \"../../etc/passwd\"\n",
     "f.toml:26: queue.greeting: `../../etc/passwd` is no name of a sound; write a file's name in "
     "its folder, without .wav"},
    {"[[trunk]]\naddress = \"sip.example.com\"\n",
     "f.toml:24: trunk.address: `sip.example.com` is no address; write an IPv4 address or block, "
     "like 10.0.0.5 or 10.0.0.0/24"},
    {"[[trunk]]\naddress = \"0.0.0.0/0\"\n",
     "f.toml:24: trunk.address: `0.0.0.0/0` trusts too many; write /8 or narrower"},
    {"[[trunk]]\naddress = \"10.1.2.3/24\"\n",
     "f.toml:24: trunk.address: `10.1.2.3/24` begins within its block; write `10.1.2.0/24`"},
    {"[[trunk]]\naddress = \"10.1.2.3\"\n[[trunk]]\naddress = \"10.1.2.3\"\n",
     "f.toml:26: trunk.address: `10.1.2.3` is there twice; leave one out"},
    // The same twice.
    {"[[queue]]\ncode = \"pagos\"\ncampaign = \"cobranza\"\n",
     "f.toml:24: queue.code: `pagos` is taken at f.toml:13; give each queue a code of its own"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nnumber = \"6000\"\n",
     "f.toml:26: queue.number: `6000` is taken at f.toml:14; give each queue a number of its own"},
    {"[[agent]]\ncode = \"c01\"\nteam = \"equipo-1\"\nsite = \"home\"\n",
     "f.toml:24: agent.code: `c01` is a user already at f.toml:17; an agent brings a user of that "
     "code, so give one of them another"},
    {"[[agent]]\ncode = \"1001\"\nteam = \"equipo-1\"\nsite = \"home\"\n"
     "[[agents]]\nfrom = \"1000\"\nto = \"1002\"\nteam = \"equipo-1\"\nsite = \"home\"\n",
     "f.toml:28: agents.from: `1001` is taken at f.toml:24; give each agent a code of its own"},
    // What is not there.
    {"[[campaign]]\ncode = \"x\"\nclient = \"bnco\"\n",
     "f.toml:25: campaign.client: there is no client `bnco`; did you mean `banco`?"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"tele\"\n",
     "f.toml:25: queue.campaign: there is no campaign `tele`; name one that has its own "
     "[[campaign]]"},
    {"[[queue]]\ncode = \"x\"\ncampaign = \"cobranza\"\nskills = { spansih = 3 }\n",
     "f.toml:26: queue.skills: there is no skill `spansih`; did you mean `spanish`?"},
    {"[[team]]\ncode = \"x\"\ncoordinator = \"c02\"\n",
     "f.toml:25: team.coordinator: there is no user `c02`; did you mean `c01`?"},
    {"[[user]]\ncode = \"s01\"\nname = \"Sam\"\nroles = [\"supervisor\"]\n"
     "[[team]]\ncode = \"x\"\ncoordinator = \"s01\"\n",
     "f.toml:29: team.coordinator: user `s01` is no coordinator; add \"coordinator\" to the user's "
     "roles, or name another"},
    {"[[agent]]\ncode = \"1001\"\nsite = \"home\"\n",
     "f.toml:23: agent.team: is missing; write team = \"...\" with 1 to 32 of a-z, 0-9, `_`, `.` "
     "and `-`"},
    {"[[agent]]\ncode = \"1001\"\nteam = \"equipo-2\"\nsite = \"home\"\n",
     "f.toml:25: agent.team: there is no team `equipo-2`; did you mean `equipo-1`?"},
    {"[[agent]]\ncode = \"1001\"\nteam = \"equipo-1\"\nsite = \"hme\"\n",
     "f.toml:26: agent.site: there is no site `hme`; did you mean `home`?"},
    // People.
    {"[[agent]]\ncode = \"1001\"\nteam = \"equipo-1\"\nsite = \"home\"\n"
     "sip_secret = \"the same words\"\npassword = \"the same words\"\n",
     "f.toml:27: agent.sip_secret: is the password too; give the device a secret of its own"},
    {"[[user]]\ncode = \"s01\"\nname = \"Sam\"\nroles = [\"boss\"]\n",
     "f.toml:26: user.roles: there is no role `boss`; write coordinator, supervisor, director, "
     "command_center, quality, workforce or admin"},
    {"[[user]]\ncode = \"s01\"\nname = \"Sam\"\nroles = [\n  \"agent\",\n]\n",
     "f.toml:27: user.roles: `agent` comes with an [[agent]] alone; write coordinator, supervisor, "
     "director, command_center, quality, workforce or admin"},
    {"[[user]]\ncode = \"s01\"\nname = \"Sam\"\nroles = []\n",
     "f.toml:26: user.roles: is an empty list; name at least one, or leave it out"},
    {"[[user]]\ncode = \"s01\"\nname = \"Sam\"\nroles = [1]\n",
     "f.toml:26: user.roles: has a whole number in it; write a list of texts: [\"...\", \"...\"]"},
    {"[[user]]\ncode = \"s01\"\nname = \"Sam\"\nroles = [\"admin\"]\ncampaigns = [\"cobranza\"]\n",
     "f.toml:27: user.campaigns: are a director's; leave them out, or add \"director\" to the "
     "roles"},
    // Ranges of agents.
    {"[[agents]]\nfrom = \"1010\"\nto = \"1001\"\nteam = \"equipo-1\"\nsite = \"home\"\n",
     "f.toml:25: agents.to: `1001` does not follow `1010`; write codes that end in numbers of one "
     "length, like 1001 and 1010"},
    {"[[agents]]\nfrom = \"a1\"\nto = \"b2\"\nteam = \"equipo-1\"\nsite = \"home\"\n",
     "f.toml:25: agents.to: `b2` does not follow `a1`; write codes that end in numbers of one "
     "length, like 1001 and 1010"},
    {"[[agent]]\ncode = \"z\"\nteam = \"equipo-1\"\nsite = \"home\"\n"
     "[[agents]]\nfrom = \"000001\"\nto = \"100000\"\nteam = \"equipo-1\"\nsite = \"home\"\n",
     "f.toml:28: agents.from: is one agent too many, retired ones included; keep to 100000"},
    {"[[agents]]\nfrom = \"000000\"\nto = \"999999\"\nteam = \"equipo-1\"\nsite = \"home\"\n",
     "f.toml:25: agents.to: makes 1000000 agents; keep to 100000"},
    {"[[agents]]\nfrom = \"1001\"\nto = \"1003\"\nteam = \"equipo-1\"\nsite = \"home\"\n"
     "names = [\"Ana\", \"Luis\"]\n",
     "f.toml:28: agents.names: has 2 names for 3 agents; write one for each, or leave them out"},
};

}  // namespace

TEST_CASE("read_operation: the good lines are good") {
  const auto read = read_operation({{"f.toml", std::string{good}}}, {}, testing::indicators);
  REQUIRE_MESSAGE(read, read.error().what);
  CHECK(read->document.queues[0].greeting.view() == "es/queue-thankyou");
}

TEST_CASE("read_operation: what is wrong, and what would be right") {
  for (const Refusal& wrong : refusals) {
    CHECK(refusal(std::string{good} + std::string{wrong.added}) == wrong.sentence);
  }
}

TEST_CASE("read_operation: the head of an operation") {
  CHECK(refusal("") ==
        "f.toml:1: operation: is missing; write [operation] and code = \"...\" under it");
  CHECK(refusal("[operation]\n") ==
        "f.toml:1: operation.code: is missing; write code = \"...\" with 1 to 32 of a-z, 0-9, "
        "`_`, `.` and `-`");
  CHECK(refusal("[[operation]]\ncode = \"x\"\n") ==
        "f.toml:1: operation: is no table; write [operation]");
  CHECK(refusal("[operation]\ncode = \"x\"\n[queue]\n") ==
        "f.toml:3: queue: is no list of tables; write [[queue]]");
  CHECK(refusal("queue = [1]\n[operation]\ncode = \"x\"\n") ==
        "f.toml:1: queue: is no table; write [[queue]]");
  CHECK(refusal("[operation]\ncode = \"norte\"\ndemo = true\n") ==
        "f.toml:3: operation.demo: is true in operation `norte`, and demo passwords are no secret; "
        "leave it out, or name the operation `demo`");
  CHECK(refusal("[operation]\ncode = \"demo\"\ndemo = true\n[[user]]\ncode = \"s01\"\n"
                "name = \"Sam\"\nroles = [\"admin\"]\npassword = \"twelve bytes\"\n") ==
        "f.toml:8: user.password: is given in a demo operation, where it is `demo-` and the code; "
        "leave it out");
}

TEST_CASE("read_operation: too many places of agents in queues, all together") {
  // Who asks for nothing is served by all.
  const auto with_queues = [](std::size_t queues) {
    std::string text = std::string{good} + "[[agents]]\nfrom = \"00001\"\nto = \"99999\"\n" +
                       "team = \"equipo-1\"\nsite = \"home\"\nskills = { spanish = 5 }\n" +
                       "[[agent]]\ncode = \"ana\"\nname = \"Ana\"\n" +
                       "team = \"equipo-1\"\nsite = \"home\"\n";
    for (std::size_t i = 1; i < queues; ++i) {
      text += "[[queue]]\ncode = \"q" + std::to_string(i) +
              "\"\ncampaign = \"cobranza\"\nskills = { spanish = 5 }\n";
    }
    return text;
  };
  CHECK(read_operation({{"f.toml", with_queues(20)}}, {}, testing::indicators).has_value());
  CHECK(refusal(with_queues(21)) ==
        "f.toml:13: queue.skills: 100000 agents have what `pagos` asks for, and counted in each "
        "queue that they may serve all are 2099980, at most 2000000; ask for skills that fewer "
        "have");
  // What is retired is served by nobody.
  const auto before = read_operation(
      {{"f.toml", with_queues(19) + "[[queue]]\ncode = \"old\"\ncampaign = \"cobranza\"\n"}}, {},
      testing::indicators);
  REQUIRE(before.has_value());
  const auto after =
      read_operation({{"f.toml", with_queues(20)}}, before->document, testing::indicators);
  REQUIRE_MESSAGE(after.has_value(), after.error().what);
  CHECK(after->document.queues.size() == 21);
}

TEST_CASE("read_operation: what is no TOML at all") {
  CHECK(refusal("[operation]\ncode = \n").starts_with("f.toml:2: TOML: "));
  CHECK(refusal("[operation\n").starts_with("f.toml:1: TOML: "));
  CHECK(refusal("[operation]\ncode = \"a\"\ncode = \"b\"\n").starts_with("f.toml:3: TOML: "));
  CHECK(refusal("\n\ncode = \"\xFF\"\n").starts_with("f.toml:3: TOML: "));
  CHECK(refusal("\n# " + std::string(999, '-') + "\n") ==
        "f.toml:2: TOML: the line is over 1000 bytes; break it into several");
}

TEST_CASE("read_operation: a message names the right one of several files") {
  const OperationSource head{"op/a.toml", "[operation]\ncode = \"norte\"\n"};
  const auto refused = [&](const std::string& text) {
    const auto read = read_operation({head, {"op/b.toml", text}}, {}, testing::indicators);
    REQUIRE_FALSE(read.has_value());
    return read.error().what;
  };
  CHECK(refused("\n[operation]\ncode = \"x\"\n") ==
        "op/b.toml:2: operation: is there already at op/a.toml:1; write [operation] once");
  CHECK(refused("[[client]]\ncode = \"A\"\n").starts_with("op/b.toml:2: client.code: "));
  CHECK(read_operation({head, {"op/b.toml", "[[site]]\ncode = \"x\"\n"}}, {}, testing::indicators)
            .has_value());
}

TEST_CASE("read_operation: no secret is ever repeated") {
  const std::string secret = "tell nobody\\u0007";
  CHECK(refusal(std::string{good} +
                "[[user]]\ncode = \"s01\"\nname = \"Sam\"\nroles = "
                "[\"admin\"]\npassword = \"" +
                secret + "\"\n")
            .find("nobody") == std::string::npos);
}

}  // namespace relevo
