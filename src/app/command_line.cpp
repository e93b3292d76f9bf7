#include "app/command_line.h"

#include <sys/prctl.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/client_commands.h"
#include "app/config_file.h"
#include "app/console_logger.h"
#include "app/core_process.h"
#include "app/demo.h"
#include "app/demo_people.h"
#include "app/explain.h"
#include "app/log_of_data.h"
#include "app/replay.h"
#include "app/rules_command.h"
#include "app/supervisor.h"
#include "app/tail.h"
#include "app/upgrade_command.h"
#include "app/verify.h"
#include "app/voice_process.h"
#include "base/version.h"
#include "operation/closest.h"

namespace relevo {

namespace {

constexpr const char* group_run = "Run";
constexpr const char* group_look = "Look and change";
constexpr const char* group_keep = "Keep";
constexpr int keep_log_days_max = 36'500;
constexpr const char* group_hidden = "";  // Children of serve; documented in docs/operate.

template <class T>
int status_of(const Result<T>& result, const char* command) {
  return result ? 0 : fail(command, result.error());
}

struct Flags {
  ServeOptions serve;
  std::string config;
  DemoOptions demo;
  CoreProcess core;
  VoiceProcess voice;
  std::string voice_sip = "127.0.0.1:5060";
  std::string voice_rtp = "20000-29999";
  int drain_s = 30;
  DemoPeople people;
  ClientOptions client;
  ApplyCommand apply;
  UpgradeCommand upgrade;
  VerifyCommand verify;
  TailCommand tail;
  ReplayCommand replay;
  ExplainCommand explain;
  RulesCommand rules;
};

void add_addresses(CLI::App& app, ServeOptions& serve, int& drain_s) {
  app.add_option("--http", serve.http, "API and console, ADDR:PORT; port 0 = any that is free")
      ->envname("RELEVO_HTTP")
      ->capture_default_str();
  app.add_option("--sip", serve.sip, "Calls, ADDR:PORT, UDP and TCP")
      ->envname("RELEVO_SIP")
      ->capture_default_str();
  app.add_option("--rtp", serve.rtp, "Ports of audio, FIRST-LAST, FIRST even")
      ->envname("RELEVO_RTP")
      ->capture_default_str();
  app.add_option("--public-address", serve.public_address,
                 "IPv4 address that phones reach us at, when it is not --sip's")
      ->envname("RELEVO_PUBLIC_ADDRESS");
  app.add_option("--drain", drain_s, "Seconds that live contacts may go on after SIGTERM")
      ->envname("RELEVO_DRAIN")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
}

void add_serve(CLI::App& program, Flags& flags) {
  CLI::App* app =
      program.add_subcommand("serve", "Start the server; everything it keeps is in one folder");
  app->group(group_run);
  app->add_option("--config", flags.config,
                  "TOML file with these flags as keys: http = \"0.0.0.0:8080\"");
  app->add_option("--data", flags.serve.data, "Folder of log, records and recordings")
      ->envname("RELEVO_DATA")
      ->capture_default_str();
  app->add_option("--operation", flags.serve.operation,
                  "Operation file or folder to apply at the start")
      ->envname("RELEVO_OPERATION");
  app->add_option("--keep-log", flags.serve.keep_log_days,
                  "Days that events are kept, at least 1; without it all are, for ever")
      ->envname("RELEVO_KEEP_LOG")
      ->check(CLI::Range(1, keep_log_days_max));
  app->add_option("--log-file-kb", flags.serve.log_file_kb,
                  "Size at which the log begins a new file, in KiB; old events go by whole files")
      ->envname("RELEVO_LOG_FILE_KB")
      ->check(CLI::Range(64, 1'048'576))
      ->capture_default_str();
  add_addresses(*app, flags.serve, flags.drain_s);
  app->add_flag("--check", flags.serve.check,
                "Only look at the flags, say what this program reads and writes, and end");
  app->add_option("--handover", flags.serve.handover)->group(group_hidden);
  app->footer(
      "Examples\n"
      "  relevo serve --data /var/lib/relevo --operation operation.toml\n"
      "  relevo serve --data ./data --http 127.0.0.1:0 --sip 127.0.0.1:0\n"
      "  relevo serve --data /var/lib/relevo --keep-log 90\n"
      "Flags win over the environment (RELEVO_HTTP, ...), which wins over --config.");
}

void add_demo(CLI::App& program, Flags& flags) {
  CLI::App* app = program.add_subcommand(
      "demo", "Start the demo operation with simulated customers and agents");
  app->group(group_run);
  app->add_option("--agents", flags.demo.agents, "How many agents, 20 to 15000")
      ->check(CLI::Range(20, 15000))
      ->capture_default_str();
  add_addresses(*app, flags.demo.serve, flags.drain_s);
  app->footer("Examples\n  relevo demo\n  relevo demo --agents 1500 --http 127.0.0.1:9090");
}

void add_client(CLI::App& app, ClientOptions& client) {
  app.add_option("--http", client.http, "Of the running server, ADDR:PORT")
      ->envname("RELEVO_HTTP")
      ->capture_default_str();
  app.add_option("--user", client.user, "Who signs in")
      ->envname("RELEVO_USER")
      ->capture_default_str();
  app.add_option("--password-file", client.password_file,
                 "File whose first line is the password; else RELEVO_PASSWORD, else it is asked");
}

void add_client_commands(CLI::App& program, Flags& flags) {
  CLI::App* apply = program.add_subcommand(
      "apply", "Show what a file would change in the operation, ask, and apply it");
  apply->group(group_look);
  apply->add_option("FILE", flags.apply.path, "Operation file or folder")->required();
  apply->add_flag("--yes,-y", flags.apply.yes, "Do not ask");
  add_client(*apply, flags.client);
  apply->footer("Examples\n  relevo apply operation.toml\n  relevo apply operation.d --yes");

  CLI::App* status = program.add_subcommand("status", "One screen: queues, agents, contacts");
  status->group(group_look);
  add_client(*status, flags.client);
  status->footer("Example\n  relevo status --user s01");
}

void add_upgrade(CLI::App& program, UpgradeCommand& upgrade) {
  CLI::App* app = program.add_subcommand(
      "upgrade", "Move a running server to the executable that is installed now, calls and all");
  app->group(group_run);
  app->add_option("--data", upgrade.data, "Folder of the running server")
      ->envname("RELEVO_DATA")
      ->capture_default_str();
  app->add_option("--program", upgrade.program,
                  "The new executable; where it is not given, what is now at the path that serve "
                  "was started by");
  app->add_option("--patience", upgrade.patience_s,
                  "Seconds within which the new core must be ready; else all goes back")
      ->check(CLI::Range(1, UpgradeRequest::patience_s_max))
      ->capture_default_str();
  app->footer(
      "Examples\n"
      "  relevo upgrade --data /var/lib/relevo\n"
      "  relevo upgrade --data /var/lib/relevo --program /opt/relevo-0.2.0/relevo\n"
      "Exit status: 0 all runs on it, 1 refused and nothing was touched, 2 it failed and went "
      "back");
}

void add_data(CLI::App& app, std::string& data) {
  app.add_option("--data", data, "Folder of a server, running or stopped")
      ->envname("RELEVO_DATA")
      ->capture_default_str();
}

void add_tail(CLI::App& program, TailCommand& tail) {
  CLI::App* app = program.add_subcommand("tail", "Events of the log, one a line");
  app->group(group_look);
  add_data(*app, tail.data);
  app->add_option("--queue", tail.wish.queues, "Only contacts of this queue; may be repeated");
  app->add_option("--agent", tail.wish.agents, "Only what is about this agent");
  app->add_option("--contact", tail.wish.contacts, "Only this contact");
  app->add_option("--kind", tail.wish.kinds, "Only events of this kind: offer_made, ...");
  app->add_option("--after", tail.after, "Only what comes behind this position");
  app->add_option("--lines", tail.lines, "At most so many, the last ones; 0 = all")
      ->capture_default_str();
  app->add_flag("--follow,-f", tail.follow, "Go on as events happen");
  app->add_flag("--json", tail.json, "As GET /events gives them, one object a line");
  app->footer(
      "Examples\n"
      "  relevo tail --follow --queue soporte\n"
      "  relevo tail --contact 1042 --lines 0\n"
      "  relevo tail --kind contact_closed --json");
}

void add_explain(CLI::App& program, ExplainCommand& explain) {
  CLI::App* app = program.add_subcommand("explain", "Why a contact went where it went");
  app->group(group_look);
  app->add_option("CONTACT", explain.contact, "Its number")->required();
  add_data(*app, explain.data);
  app->footer("Example\n  relevo explain 1042 --data /var/lib/relevo");
}

void add_replay(CLI::App& program, ReplayCommand& replay) {
  CLI::App* app = program.add_subcommand("replay", "The floor as it was at a moment of the past");
  app->group(group_look);
  add_data(*app, replay.data);
  app->add_option("--until", replay.until, "Time in UTC, 2026-03-01T09:00:00Z, or a position")
      ->required();
  app->add_flag("--json", replay.json, "As GET /board?at= gives it");
  app->footer("Example\n  relevo replay --data /var/lib/relevo --until 2026-03-01T09:00:00Z");
}

void add_verify(CLI::App& program, Flags& flags) {
  CLI::App* app = program.add_subcommand(
      "verify", "Last position and state hash of a server's log, or where it is broken");
  app->group(group_keep);
  app->add_option("--data", flags.verify.data, "Folder of the log")
      ->envname("RELEVO_DATA")
      ->capture_default_str();
  app->add_option("--position", flags.verify.position,
                  "The state at this position, not at the end");
  app->add_option("--cut-after", flags.verify.cut_after,
                  "Move all behind this position aside; the server must be stopped");
  app->add_flag("--yes,-y", flags.verify.yes, "Do not ask");
  app->footer(
      "Examples\n"
      "  relevo verify --data /var/lib/relevo\n"
      "  relevo verify --data /var/lib/relevo --cut-after 731203");
}

void add_children(CLI::App& program, Flags& flags) {
  CLI::App* core = program.add_subcommand("core", "The core process alone");
  core->group(group_hidden);
  core->add_option("--data", flags.core.data)->required();
  core->add_option("--operation", flags.core.operation);
  core->add_option("--http-listener", flags.core.http_listener)->required();
  core->add_option("--ready-to", flags.core.ready_to);
  core->add_option("--keep-log", flags.core.keep_log_days);
  core->add_option("--log-file-kb", flags.core.log_file_kb);
  core->add_flag("--draining", flags.core.draining);
  core->add_flag("--takes-over", flags.core.takes_over);

  CLI::App* voice = program.add_subcommand("voice", "The voice process alone");
  voice->group(group_hidden);
  voice->add_option("--data", flags.voice.data)->required();
  voice->add_option("--sip", flags.voice_sip);
  voice->add_option("--rtp", flags.voice_rtp);
  voice->add_option("--public-address", flags.voice.public_address);
  voice->add_option("--drain", flags.drain_s);
  voice->add_option("--ready-to", flags.voice.ready_to);

  CLI::App* people = program.add_subcommand("demo-people", "The demo's simulated people");
  people->group(group_hidden);
  people->add_option("--http", flags.people.http)->required();
  people->add_option("--sip", flags.people.sip)->required();
  people->add_option("--agents", flags.people.agents);
}

int run_voice_command(Flags& flags, Logger& logger) {
  const auto sip = parse_address("--sip", flags.voice_sip);
  if (!sip) return status_of(sip, "voice");
  const auto rtp = parse_port_range("--rtp", flags.voice_rtp);
  if (!rtp) return status_of(rtp, "voice");
  flags.voice.sip = *sip;
  flags.voice.rtp = *rtp;
  flags.voice.drain = seconds(flags.drain_s);
  return status_of(run_voice_process(flags.voice, logger), "voice");
}

/// The file's settings, for those flags that neither the command line nor the environment sets.
Result<void> take_config(CLI::App& serve, const std::string& path) {
  const auto settings = read_config_file(path);
  if (!settings) return tl::unexpected<Fault>(settings.error());
  for (const Setting& setting : *settings) {
    const std::string at = setting.place + ": " + setting.key + ": ";
    operation::Closest closest{setting.key};
    CLI::Option* option = nullptr;
    for (CLI::Option* candidate : serve.get_options()) {
      const std::string& name = candidate->get_lnames().front();
      if (name == "config" || name == "help" || name == "check" || name == "handover") continue;
      closest.see(name);
      if (name == setting.key) option = candidate;
    }
    if (option == nullptr) {
      std::string said = at + "there is no such key; ";
      if (closest.word().empty()) {
        said += "relevo serve --help shows what there is";
      } else {
        said.append("did you mean ").append(closest.word()).append("?");
      }
      return fault(Fault::Kind::input, said);
    }
    if (option->count() > 0) continue;
    try {
      option->add_result(setting.value);
      option->run_callback();
    } catch (const CLI::ParseError& error) {
      return fault(Fault::Kind::input, at + error.what());
    }
  }
  return {};
}

int run(const CLI::App& program, Flags& flags) {
  const std::string command = program.get_subcommands().front()->get_name();
  ::prctl(PR_SET_NAME, ("relevo-" + command).c_str());  // What ps and top show.
  const auto logger = make_console_logger(command);
  flags.serve.drain = seconds(flags.drain_s);
  flags.demo.serve.drain = seconds(flags.drain_s);
  if (command == "serve") return serve(flags.serve, *logger);
  if (command == "upgrade") return upgrade_command(flags.upgrade);
  if (command == "demo") return run_demo(flags.demo, *logger);
  if (command == "core") return status_of(run_core(flags.core, *logger), "core");
  if (command == "voice") return run_voice_command(flags, *logger);
  if (command == "demo-people") {
    return status_of(run_demo_people(flags.people, *logger), "demo-people");
  }
  if (command == "tail") return tail_command(flags.tail);
  if (command == "explain") return explain_command(flags.explain);
  if (command == "rules") return rules_command(flags.rules);
  if (command == "replay") return replay_command(flags.replay);
  if (command == "verify") return verify_command(flags.verify);
  if (command == "apply") return apply_command(flags.apply, flags.client);
  return status_command(flags.client);
}

/// As they were given, for a program that is started in place of this one.
std::vector<std::string> arguments_of(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto handover = std::find(arguments.begin(), arguments.end(), "--handover");
  if (handover != arguments.end()) {
    arguments.erase(handover,
                    std::next(handover, std::min<std::ptrdiff_t>(2, arguments.end() - handover)));
  }
  return arguments;
}

/// One sentence that says what, where, and what would be right.
int explain(const CLI::App& program, const CLI::ParseError& error) {
  std::string where = "relevo";
  for (const CLI::App* app : program.get_subcommands()) where += " " + app->get_name();
  std::string what = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const auto extras = program.remaining(true);
    what = extras.empty() ? what : extras.front() + ": there is no such flag or command";
  } else if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr &&
             program.get_subcommands().empty()) {
    const auto extras = program.remaining();
    what = extras.empty() ? "no command was given" : extras.front() + ": there is no such command";
  }
  while (!what.empty() && (what.back() == '.' || what.back() == '\n')) what.pop_back();
  std::fprintf(stderr, "%s: %s; %s --help shows what there is\n", where.c_str(), what.c_str(),
               where.c_str());
  return 1;
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  CLI::App program{"relevo - the operating platform of a contact centre", "relevo"};
  program.footer(
      "Try first: relevo demo\n"
      "Exit status: 0 done, 1 refused, 2 the world is broken (disk, network), 3 a bug in relevo");
  program.set_version_flag("--version", "relevo " + std::string(relevo_version));
  program.require_subcommand(1);
  Flags flags;
  flags.serve.arguments = arguments_of(argc, argv);
  add_serve(program, flags);
  add_upgrade(program, flags.upgrade);
  add_demo(program, flags);
  add_client_commands(program, flags);
  add_tail(program, flags.tail);
  add_explain(program, flags.explain);
  add_replay(program, flags.replay);
  add_rules(program, group_look, flags.rules);
  add_verify(program, flags);
  add_children(program, flags);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return program.exit(asked);  // --help, --version.
  } catch (const CLI::ParseError& error) {
    return explain(program, error);
  }
  if (!flags.config.empty()) {
    const auto taken = take_config(*program.get_subcommand("serve"), flags.config);
    if (!taken) return status_of(taken, "serve");
  }
  return run(program, flags);
}

}  // namespace relevo
