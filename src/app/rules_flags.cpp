// The flags of `relevo rules`.
#include <CLI/CLI.hpp>

#include "app/rules_command.h"

namespace relevo {

namespace {

constexpr int days_max = 36'500;

void add_test(CLI::App& rules, RulesCommand& command) {
  CLI::App* app = rules.add_subcommand("test", "Run the tests that are beside the rules in a file");
  app->add_option("FILE", command.file, "Operation file or folder")->required();
  app->callback([&command] { command.tests = true; });
  app->footer(
      "Examples\n"
      "  relevo rules test operation.toml\n"
      "  relevo rules test examples/demo\n"
      "Exit status: 0 all went as they say, 1 one did not, or the file is wrong");
}

void add_backtest(CLI::App& rules, RulesCommand& command) {
  CLI::App* app = rules.add_subcommand(
      "backtest", "How often the rules of a file would have fired, by the log of a server");
  app->add_option("--data", command.data, "Folder of a server, running or stopped")
      ->envname("RELEVO_DATA")
      ->capture_default_str();
  app->add_option("--operation", command.file, "Operation file or folder with the rules")
      ->envname("RELEVO_OPERATION")
      ->required();
  app->add_option("--days", command.days, "How far back, from the last event on")
      ->check(CLI::Range(1, days_max))
      ->capture_default_str();
  app->footer(
      "Examples\n"
      "  relevo rules backtest --data /var/lib/relevo --operation operation.toml\n"
      "  relevo rules backtest --data /var/lib/relevo --operation new.toml --days 1\n"
      "It changes nothing. Alerts that one of a site covers are counted all the same.");
}

}  // namespace

void add_rules(CLI::App& program, const char* group, RulesCommand& command) {
  CLI::App* rules = program.add_subcommand("rules", "Try deviation rules before they tell anybody");
  rules->group(group);
  rules->require_subcommand(1);
  add_test(*rules, command);
  add_backtest(*rules, command);
  rules->footer(
      "Examples\n"
      "  relevo rules test operation.toml\n"
      "  relevo rules backtest --data /var/lib/relevo --operation operation.toml");
}

}  // namespace relevo
