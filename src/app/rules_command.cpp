#include "app/rules_command.h"

#include <cinttypes>
#include <cstdio>

#include "api/known_indicators.h"
#include "api/log_begin.h"
#include "api/past_floor.h"
#include "api/rfc3339.h"
#include "app/log_of_data.h"
#include "app/rule_tests.h"
#include "app/rules_backtest.h"
#include "base/enum_name.h"
#include "snapshot/folder.h"

namespace relevo {

namespace {

constexpr std::size_t events_at_once = 4'096;

Result<ReadOperation> read_file(const std::string& path, const Operation& current) {
  const auto sources = load_operation_sources(path);
  if (!sources) return tl::unexpected<Fault>(sources.error());
  return read_operation(*sources, current, known_indicators());
}

int run_tests(const RulesCommand& command) {
  const auto read = read_file(command.file, {});
  if (!read) return fail("rules test", read.error());
  if (read->rule_tests.empty()) {
    return fail("rules test", {Fault::Kind::input,
                               command.file + ": there is no [[rule_test]]; write one beside each "
                                              "rule"});
  }
  int failed = 0;
  for (const RuleTest& test : read->rule_tests) {
    const std::string code{entry_of(read->document.rules, test.rule)->code.view()};
    const auto failure = failure_of(test, read->document);
    failed += failure ? 1 : 0;
    std::printf("%s\n", failure ? ("failed " + code + ": " + *failure).c_str()
                                : ("ok     " + code + " (" + test.place + ")").c_str());
  }
  return failed == 0 ? 0 : 1;
}

/// What is folded, and where it stands.
struct Folded {
  Board board;
  Tallies tallies;
  Position position = 0;
  Time at;
};

/// The newest that is not behind `from`, a moment of log time; else the oldest that there is.
Result<Folded> begin_of(const LogReader& log, const std::string& snapshots, Time from) {
  NoLogger quiet;  // One that is damaged costs time here and nothing else.
  std::optional<snapshot::Snapshot> found = snapshot::newest_good(snapshots, log.last(), quiet);
  while (found && found->state.at > from) {
    found = snapshot::newest_good(snapshots, found->position() - 1, quiet);
  }
  const bool reaches = found && found->position() >= log.dropped();
  if (!reaches && log.dropped() == 0) return Folded{};
  if (!reaches) found = snapshot::oldest_good(snapshots, log.dropped(), quiet);
  if (!found) {
    return fault(Fault::Kind::input, from_where_it_can_be_folded(log, snapshots));
  }
  return Folded{.board = std::move(found->views.board),
                .tallies = std::move(found->views.tallies),
                .position = found->position(),
                .at = found->state.at};
}

struct Backtested {
  Time from;  // Of the wall clock.
  Time to;
  std::map<RuleId, WouldHave> rules;
};

Result<Backtested> fold(const LogReader& log, Folded folded, const Operation& operation,
                        Time from) {
  Backtest backtest{operation};
  std::optional<Time> next;
  Backtested result{.from = folded.tallies.wall(folded.at), .to = {}, .rules = {}};
  while (folded.position < log.last()) {
    const auto batches = log.read(folded.position, events_at_once);
    if (!batches) return tl::unexpected<Fault>(batches.error());
    for (const Batch& batch : *batches) {
      for (; next && *next < batch.at; next = *next + Backtest::step) {
        backtest.look(folded.board, folded.tallies, *next);
      }
      for_each_record(batch, [&](const Record& record) {
        if (record.position <= folded.position) return;
        folded.board.apply(record);
        folded.tallies.apply(record);
      });
      folded.position = batch.last();
      folded.at = batch.at;
      if (next || batch.at < from) continue;
      next = batch.at;
      result.from = folded.tallies.wall(batch.at);
    }
  }
  backtest.look(folded.board, folded.tallies, folded.at);
  result.to = folded.tallies.wall(folded.at);
  result.rules = backtest.result();
  return result;
}

std::string in_words(Duration duration) {
  const std::int64_t seconds = duration.us / 1'000'000;
  char text[48];
  std::snprintf(text, sizeof(text), "%" PRId64 " h %02" PRId64 " min %02" PRId64 " s",
                seconds / 3'600, seconds / 60 % 60, seconds % 60);
  return text;
}

void print(const Operation& operation, const Backtested& backtested) {
  std::printf("From %s to %s\n", rfc3339(backtested.from).c_str(), rfc3339(backtested.to).c_str());
  std::printf("%-32s %8s %8s  %s\n", "rule", "alerts", "subjects", "longest");
  for (const RuleSetup& rule : operation.rules) {
    if (rule.retired) continue;
    const auto found = backtested.rules.find(rule.id);
    const WouldHave would = found == backtested.rules.end() ? WouldHave{} : found->second;
    const std::string longest = would.alerts == 0
                                    ? "none"
                                    : in_words(would.longest) + ", " +
                                          std::string{enum_name(would.longest_of.kind)} + " " +
                                          code_of_subject(operation, would.longest_of);
    std::printf("%-32s %8" PRIu64 " %8zu  %s\n", std::string{rule.code.view()}.c_str(),
                would.alerts, would.subjects.size(), longest.c_str());
  }
}

Result<void> run_backtest(const RulesCommand& command) {
  const auto log = open_log_of(command.data);
  if (!log) return tl::unexpected<Fault>(log.error());
  const std::string snapshots = command.data + "/snapshots";
  const auto now = PastFloor::at({**log, snapshots}, (*log)->last());
  if (!now) return tl::unexpected<Fault>(now.error());
  // Under the ids that the log knows its codes by.
  const auto read = read_file(command.file, (*now)->floor().board().operation());
  if (!read) return tl::unexpected<Fault>(read.error());
  const Time from = (*now)->floor().board().at() - hours(24 * std::int64_t{command.days});
  auto begin = begin_of(**log, snapshots, from);
  if (!begin) return tl::unexpected<Fault>(begin.error());
  const auto backtested = fold(**log, std::move(*begin), read->document, from);
  if (!backtested) return tl::unexpected<Fault>(backtested.error());
  print(read->document, *backtested);
  return {};
}

}  // namespace

int rules_command(const RulesCommand& command) {
  if (command.tests) return run_tests(command);
  const auto done = run_backtest(command);
  return done ? 0 : fail("rules backtest", done.error());
}

}  // namespace relevo
