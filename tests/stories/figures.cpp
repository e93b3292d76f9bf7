#include "figures.h"

#include "base/enum_name.h"
#include "view/indicator/indicator.h"

namespace relevo::stories {

namespace {

template <class Entries>
std::string code_in(const Entries& entries, std::uint64_t id) {
  using AnyId = decltype(entries.front().id);
  const auto* entry = entry_of(entries, AnyId{id});
  return entry == nullptr ? std::string{} : std::string{entry->code.view()};
}

std::string code_of(const Operation& operation, const Subject& subject) {
  switch (subject.kind) {
    case SubjectKind::operation:
      return std::string{operation.code.view()};
    case SubjectKind::queue:
      return code_in(operation.queues, subject.id);
    case SubjectKind::campaign:
      return code_in(operation.campaigns, subject.id);
    case SubjectKind::client:
      return code_in(operation.clients, subject.id);
    case SubjectKind::agent:
      return code_in(operation.agents, subject.id);
    case SubjectKind::team:
      return code_in(operation.teams, subject.id);
    case SubjectKind::site:
      return code_in(operation.sites, subject.id);
    case SubjectKind::place:
      return std::string{enum_name(static_cast<WorkPlace>(subject.id))};
  }
  return {};
}

std::string shown(const Indicator& indicator, const Value& value) {
  if (!value.is_known()) return "none";
  if (indicator.rank.permille != 0) return text_of(Duration{value.part});
  const auto text = [](const Sum& sum, std::int64_t amount) {
    return is_length(sum.terms[0].measure) ? text_of(Duration{amount}) : std::to_string(amount);
  };
  const std::string part = text(indicator.part, value.part);
  if (indicator.whole.terms.empty()) return part;
  return part + "/" + text(indicator.whole, value.whole);
}

}  // namespace

std::vector<std::string> figures(Arguments& arguments, const Operation& operation,
                                 const Tallies& tallies, Time zero, Time now) {
  const std::vector<std::string> about = split(arguments.word(), ':');
  const auto kind = enum_from_name<SubjectKind>(about[0]);
  if (!kind) throw Mistake("there are no figures by '" + about[0] + "'");
  std::vector<const Indicator*> indicators;
  while (arguments.has_word()) {
    const std::string name = arguments.word();
    const Indicator* indicator = indicator_of(name);
    if (indicator == nullptr) throw Mistake("no indicator is called '" + name + "'");
    if ((indicator->kinds & kind_bit(*kind)) == 0) {
      throw Mistake(name + " is no figure of a " + about[0]);
    }
    indicators.push_back(indicator);
  }
  Span span{.from = now, .to = now + microseconds(1)};
  if (const auto last = arguments.named("last")) {
    span.from = now - duration_of(*last);
  } else {
    span.from = zero + duration_of(arguments.named("from", "0m"));
    span.to = zero + duration_of(arguments.named("to", "24h"));
  }
  arguments.all_used();
  span = tallies.whole({.from = tallies.wall(span.from), .to = tallies.wall(span.to)}, now);
  std::vector<std::string> lines;
  for (const auto& [subject, amounts] : tallies.sums(*kind, span, now)) {
    const std::string code = code_of(operation, subject);
    if (about.size() > 1 && about[1] != code) continue;
    std::string line = about[0] + ":" + code;
    for (const Indicator* indicator : indicators) {
      line += " " + std::string{indicator->name} + "=" + shown(*indicator, indicator->of(amounts));
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace relevo::stories
