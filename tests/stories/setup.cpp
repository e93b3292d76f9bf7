#include "setup.h"

#include "base/enum_name.h"

namespace relevo::stories {

namespace {

/// The entry with this code, made when it is new.
template <class Entry>
Entry& entry_for(std::vector<Entry>& entries, const std::string& code) {
  if (!is_code(code)) throw Mistake("'" + code + "' is no code");
  for (Entry& entry : entries) {
    if (entry.code.view() == code) return entry;
  }
  Entry entry;
  entry.id = {entries.size() + 1};
  entry.code = Code{code};
  entries.push_back(entry);
  return entries.back();
}

template <class Entry>
Entry& known_entry(std::vector<Entry>& entries, const std::string& code) {
  for (Entry& entry : entries) {
    if (entry.code.view() == code) return entry;
  }
  throw Mistake("'" + code + "' is not in the operation");
}

}  // namespace

bool Setup::take(const std::vector<std::string>& line, std::vector<AtWork>& at_work) {
  Arguments arguments{line};
  const std::string kind = arguments.word();
  if (kind == "queue") {
    queue(arguments);
  } else if (kind == "agent") {
    agent(arguments, at_work);
  } else if (kind == "disposition") {
    disposition(arguments);
  } else if (kind == "campaign") {
    campaign(arguments);
  } else if (kind == "user") {
    person(arguments);
  } else if (kind == "team") {
    team(arguments);
  } else if (kind == "rule") {
    rule(arguments);
  } else if (kind == "ladder") {
    ladder(arguments);
  } else if (kind == "retire") {
    retire(arguments);
  } else {
    return false;
  }
  arguments.all_used();
  return true;
}

void Setup::queue(Arguments& arguments) {
  const std::size_t before = operation_.queues.size();
  QueueSetup& queue = entry_for(operation_.queues, arguments.word());
  queue.retired = false;
  if (operation_.queues.size() > before) {
    queue.number = Text<32>{std::to_string(4999 + operation_.queues.size())};
    queue.target = seconds(20);
    queue.ring = seconds(20);
    queue.wrap_up = seconds(10);
    queue.short_abandon = seconds(5);
    queue.contacts_max = 1000;
  }
  arguments.each_named([&](const std::string& name, const std::string& value) {
    if (name == "number") {
      queue.number = Text<32>{value};
    } else if (name == "target") {
      queue.target = duration_of(value);
    } else if (name == "ring") {
      queue.ring = duration_of(value);
    } else if (name == "wrap_up") {
      queue.wrap_up = duration_of(value);
    } else if (name == "wrap_up_max") {
      queue.wrap_up_max = duration_of(value);
    } else if (name == "short_abandon") {
      queue.short_abandon = duration_of(value);
    } else if (name == "credit") {
      queue.credit = duration_of(value);
    } else if (name == "strategy") {
      const auto strategy = enum_from_name<Strategy>(value);
      if (!strategy) throw Mistake("no strategy is called '" + value + "'");
      queue.strategy = *strategy;
    } else if (name == "skills") {
      queue.requires_ = skills(value);
    } else if (name == "contacts_max") {
      queue.contacts_max = static_cast<std::uint32_t>(number_of(value));
    } else if (name == "campaign") {
      queue.campaign = entry_for(operation_.campaigns, value).id;
    } else if (name == "record") {
      queue.record = value == "yes";
    } else {
      throw Mistake("a queue has no '" + name + "'");
    }
  });
}

void Setup::agent(Arguments& arguments, std::vector<AtWork>& at_work) {
  const std::string code = arguments.word();
  user(code);
  AgentSetup& agent = entry_for(operation_.agents, code);
  agent.retired = false;
  agent.user = entry_for(operation_.users, code).id;
  AtWork work{.agent = agent.code};
  if (arguments.has_word()) {
    if (arguments.word() != "ready") throw Mistake("an agent begins `ready` or not");
    work.ready = true;
    work.devices = 1;
  }
  arguments.each_named([&](const std::string& name, const std::string& value) {
    if (name == "skills") {
      agent.skills = skills(value);
    } else if (name == "team") {
      agent.team = entry_for(operation_.teams, value).id;
    } else if (name == "site") {
      agent.site = entry_for(operation_.sites, value).id;
    } else if (name == "devices") {
      work.devices = static_cast<std::uint32_t>(number_of(value));
    } else {
      throw Mistake("an agent has no '" + name + "'");
    }
  });
  if (work.devices > 0) at_work.push_back(work);
}

void Setup::disposition(Arguments& arguments) {
  Disposition& disposition = entry_for(operation_.dispositions, arguments.word());
  disposition.retired = false;
  arguments.each_named([&](const std::string& name, const std::string& value) {
    if (name == "campaign") {
      disposition.campaigns = {entry_for(operation_.campaigns, value).id};
    } else if (name == "kind") {
      const auto kind = enum_from_name<DispositionKind>(value);
      if (!kind) throw Mistake("no kind of disposition is called '" + value + "'");
      disposition.kind = *kind;
    } else {
      throw Mistake("a disposition has no '" + name + "'");
    }
  });
}

void Setup::campaign(Arguments& arguments) {
  Campaign& campaign = entry_for(operation_.campaigns, arguments.word());
  if (const auto client = arguments.named("client")) {
    campaign.client = entry_for(operation_.clients, *client).id;
  }
}

void Setup::user(const std::string& code) { static_cast<void>(entry_for(operation_.users, code)); }

void Setup::person(Arguments& arguments) {
  const std::string code = arguments.word();
  user(code);
  arguments.each_named([&](const std::string& name, const std::string& value) {
    if (name == "role") {
      const auto role = enum_from_name<Role>(value);
      if (!role) throw Mistake("no role is called '" + value + "'");
      entry_for(operation_.users, code).roles |= 1U << static_cast<unsigned>(*role);
    } else if (name == "campaign") {
      const CampaignId campaign = entry_for(operation_.campaigns, value).id;
      entry_for(operation_.users, code).campaigns = {campaign};
    } else {
      throw Mistake("a user has no '" + name + "'");
    }
  });
}

void Setup::team(Arguments& arguments) {
  Team& team = entry_for(operation_.teams, arguments.word());
  if (const auto coordinator = arguments.named("coordinator")) {
    team.coordinator = known_entry(operation_.users, *coordinator).id;
  }
}

/// What its conditions are matters to nobody here: whoever watches the figures is the story.
void Setup::rule(Arguments& arguments) {
  RuleSetup& rule = entry_for(operation_.rules, arguments.word());
  rule.retired = false;
  rule.severity = AlertSeverity::warning;
  rule.when = {{.indicator = Text<48>{"occupancy"}, .window = minutes(30), .above = true}};
  arguments.each_named([&](const std::string& name, const std::string& value) {
    if (name == "of") {
      const auto kind = enum_from_name<SubjectKind>(value);
      if (!kind) throw Mistake("no subject is a '" + value + "'");
      rule.of = *kind;
    } else if (name == "severity") {
      const auto severity = enum_from_name<AlertSeverity>(value);
      if (!severity) throw Mistake("no severity is called '" + value + "'");
      rule.severity = *severity;
    } else if (name == "covers") {
      rule.covers = value == "yes";
    } else if (name == "only") {
      rule.only = {number_of(value)};
    } else {
      throw Mistake("a rule has no '" + name + "'");
    }
  });
}

void Setup::ladder(Arguments& arguments) {
  Ladder& ladder = operation_.ladder;
  ladder = {.agent_warning = minutes(2),
            .nudges_max = 3,
            .handling = minutes(10),
            .settle = minutes(2),
            .snooze_max = minutes(30)};
  while (arguments.has_word()) {
    const std::string code = arguments.word();
    const auto role = enum_from_name<Role>(code);
    if (!role) throw Mistake("no role is called '" + code + "'");
    ladder.levels.push_back(
        {.code = Code{code}, .role = *role, .warning = minutes(5), .critical = minutes(1)});
  }
  arguments.each_named([&](const std::string& name, const std::string& value) {
    if (name == "nudges_max") {
      ladder.nudges_max = static_cast<std::uint32_t>(number_of(value));
    } else if (name == "agent_critical") {
      ladder.agent_critical = duration_of(value);
    } else {
      throw Mistake("a ladder has no '" + name + "'");
    }
  });
}

void Setup::retire(Arguments& arguments) {
  const std::string kind = arguments.word();
  const std::string code = arguments.word();
  if (kind == "queue") {
    known_entry(operation_.queues, code).retired = true;
  } else if (kind == "agent") {
    known_entry(operation_.agents, code).retired = true;
  } else if (kind == "user") {
    known_entry(operation_.users, code).retired = true;
  } else if (kind == "disposition") {
    known_entry(operation_.dispositions, code).retired = true;
  } else if (kind == "rule") {
    known_entry(operation_.rules, code).retired = true;
  } else {
    throw Mistake("retire a queue, an agent, a user, a disposition or a rule");
  }
}

std::vector<SkillLevel> Setup::skills(std::string_view text) {
  std::vector<SkillLevel> levels;
  for (const std::string& item : split(text, ',')) {
    const std::vector<std::string> parts = split(item, ':');
    const std::uint64_t level = parts.size() > 1 ? number_of(parts[1]) : 1;
    levels.push_back({.skill = entry_for(operation_.skills, parts[0]).id,
                      .level = static_cast<std::uint8_t>(level)});
  }
  return levels;
}

}  // namespace relevo::stories
