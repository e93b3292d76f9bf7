#include "api/report_rows.h"

#include <algorithm>
#include <array>

#include "api/contact_json.h"
#include "api/figures.h"

namespace relevo {

namespace {

using Field = report::Cell;
using report::CellKind;
using report::Column;
using report::Table;
using report::Words;

constexpr CellKind kind_of(Unit unit) {
  switch (unit) {
    case Unit::count:
      return CellKind::count;
    case Unit::ratio:
      return CellKind::ratio;
    case Unit::each:
      return CellKind::each;
    case Unit::duration:
      return CellKind::duration;
    case Unit::per_hour:
      return CellKind::per_hour;
  }
  return CellKind::count;
}

Words title_of(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::queue:
      return {"Cola", "Queue"};
    case SubjectKind::campaign:
      return {"Campaña", "Campaign"};
    case SubjectKind::agent:
      return {"Agente", "Agent"};
    case SubjectKind::operation:
    case SubjectKind::client:
    case SubjectKind::team:
    case SubjectKind::site:
    case SubjectKind::place:
      break;
  }
  return {"Operación", "Operation"};
}

Words words_of(ContactEnd end) {
  switch (end) {
    case ContactEnd::none:
      return {"En curso", "In progress"};
    case ContactEnd::handled:
      return {"Atendida", "Handled"};
    case ContactEnd::abandoned:
      return {"Abandonada", "Abandoned"};
    case ContactEnd::short_abandoned:
      return {"Abandono corto", "Short abandon"};
    case ContactEnd::overflowed:
      return {"Desbordada", "Overflowed"};
    case ContactEnd::called_back:
      return {"Devuelta", "Called back"};
    case ContactEnd::closed_out_of_hours:
      return {"Fuera de horario", "Out of hours"};
    case ContactEnd::failed:
      return {"Falló", "Failed"};
  }
  return {};
}

tl::unexpected<Fault> too_long() {
  return fault(Fault::Kind::limit,
               "This report would be too long: ask for a shorter time, longer steps, or for one "
               "alone with \"of\".");
}

/// What the clocks of the report's zone show.
class Clock {
 public:
  Clock(TimeZone zone, const Floor& floor) : zone_(zone), floor_(floor) {}

  Field of_wall(Time wall) const { return Field::of(zone_.shown_at(wall)); }
  Field of_log(Time log) const { return of_wall(floor_.tallies().wall(log)); }

 private:
  TimeZone zone_;
  const Floor& floor_;
};

/// Code, name and team of an agent: the columns that every list of agents begins with.
constexpr std::array agent_columns = {Column{"of", {"Agente", "Agent"}},
                                      Column{"name", {"Nombre", "Name"}},
                                      Column{"team", {"Equipo", "Team"}}};

std::vector<Field> cells_of(const Floor& floor, const AgentSetup& agent) {
  const Team* team = entry_of(floor.operation().teams, agent.team);
  const std::string_view name = floor.name_of(agent);
  return {Field::of(agent.code.view()), name.empty() ? Field{} : Field::of(name),
          team == nullptr ? Field{} : Field::of(team->code.view())};
}

/// Sign-ins that lie in the span, if only in part.
std::vector<Stay> stays_in(const Floor& floor, AgentId agent, Span span) {
  std::vector<Stay> stays;
  const auto wall = [&](Time log) { return floor.tallies().wall(log); };
  for (const Stay& stay : floor.presence().of(agent)) {
    const Time to = stay.is_over() ? stay.to : floor.now();
    if (wall(stay.from) < span.to && wall(to) > span.from) stays.push_back(stay);
  }
  return stays;
}

void add_day(const Floor& floor, const Clock& clock, AgentId agent, Span span,
             std::vector<Field>& row) {
  const auto stays = stays_in(floor, agent, span);
  const bool has_left = !stays.empty() && stays.back().is_over();
  row.push_back(stays.empty() ? Field{} : clock.of_log(stays.front().from));
  row.push_back(has_left ? clock.of_log(stays.back().to) : Field{});
}

std::vector<Column> figure_columns(const ReportAsked& asked) {
  const ReportForm& form = asked.form;
  std::vector<Column> columns;
  if (form.by == SubjectKind::agent) {
    columns.assign(agent_columns.begin(), agent_columns.end());
  } else {
    columns.push_back({"of", title_of(form.by)});
  }
  if (form.step.us > 0) {
    columns.push_back({"from", {"Desde", "From"}, CellKind::time});
    columns.push_back({"to", {"Hasta", "To"}, CellKind::time});
  }
  if (!form.times.empty()) {
    columns.push_back({"first_in", {"Entrada", "First sign-in"}, CellKind::time});
    columns.push_back({"last_out", {"Salida", "Last sign-out"}, CellKind::time});
  }
  for (const Indicator* one : asked.query.names) {
    columns.push_back({one->name, {one->title.es, one->title.en}, kind_of(one->unit)});
  }
  for (const TimeColumn& one : form.times) {
    columns.push_back({one.name, one.title, CellKind::duration});
  }
  return columns;
}

/// What a line is about: its subject, and its step or stay.
std::vector<Field> figure_head(const ReportAsked& asked, const Floor& floor, const Clock& clock,
                               const Subject& subject, Span span) {
  const ReportForm& form = asked.form;
  const Operation& operation = floor.operation();
  const AgentSetup* agent =
      form.by == SubjectKind::agent ? entry_of(operation.agents, AgentId{subject.id}) : nullptr;
  auto row = agent == nullptr ? std::vector{Field::of(*code_of(operation, subject))}
                              : cells_of(floor, *agent);
  if (form.step.us > 0) {
    row.push_back(clock.of_wall(span.from));
    row.push_back(clock.of_wall(span.to));
  }
  if (!form.times.empty()) add_day(floor, clock, AgentId{subject.id}, span, row);
  return row;
}

std::vector<Field> figure_values(const ReportAsked& asked, const Amounts& amounts) {
  std::vector<Field> values;
  for (const Indicator* one : asked.query.names) {
    const Value value = one->of(amounts);
    values.push_back(Field::of(value.part, value.whole));
  }
  for (const TimeColumn& one : asked.form.times) {
    values.push_back(Field::of(Duration{amounts[one.measure]}));
  }
  return values;
}

Result<Table> figures(const ReportAsked& asked, const Floor& floor, const Clock& clock) {
  const auto& [form, query, principal, sight, language] = asked;
  const Operation& operation = floor.operation();
  const auto is_seen = [&](const Subject& subject) {
    return code_of(operation, subject) && sees(operation, principal, sight, subject);
  };
  Table table{.title = form.title, .columns = figure_columns(asked)};
  for (const Span& span : query.spans) {
    if (form.step.us > 0 && span.from > floor.tallies().wall(floor.now())) break;
    for (const auto& [subject, amounts] : figures_of(floor, form.by, span, query.of)) {
      if (!is_seen(subject)) continue;
      const auto values = figure_values(asked, amounts);
      // An interval without calls is one, an agent of whom there was nothing is no line.
      const bool is_nothing = std::all_of(values.begin(), values.end(),
                                          [](const Field& value) { return value.part == 0; });
      if (form.step.us == 0 && is_nothing) continue;
      if ((table.rows.size() + 1) * table.columns.size() > report_cells_max) return too_long();
      auto row = figure_head(asked, floor, clock, subject, span);
      row.insert(row.end(), values.begin(), values.end());
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

Result<Table> stays(const ReportAsked& asked, const Floor& floor, const Clock& clock) {
  const auto& [form, query, principal, sight, language] = asked;
  Table table{.title = form.title, .columns = {agent_columns.begin(), agent_columns.end()}};
  table.columns.push_back({"in", {"Entrada", "Sign-in"}, CellKind::time});
  table.columns.push_back({"out", {"Salida", "Sign-out"}, CellKind::time});
  table.columns.push_back({"length", {"Duración", "Length"}, CellKind::duration});
  const Span span{.from = query.spans.front().from, .to = query.spans.back().to};
  for (const AgentSetup& agent : floor.operation().agents) {
    if (query.of && agent.id.value != *query.of) continue;
    if (!sight.all && !sight.sees(agent.id)) continue;
    for (const Stay& stay : stays_in(floor, agent.id, span)) {
      if ((table.rows.size() + 1) * table.columns.size() > report_cells_max) return too_long();
      std::vector<Field>& row = table.rows.emplace_back(cells_of(floor, agent));
      row.push_back(clock.of_log(stay.from));
      row.push_back(stay.is_over() ? clock.of_log(stay.to) : Field{});
      row.push_back(Field::of((stay.is_over() ? stay.to : floor.now()) - stay.from));
    }
  }
  return table;
}

constexpr std::array contact_columns = {
    Column{"contact", {"Interacción", "Contact"}, CellKind::text},
    Column{"arrived", {"Llegó", "Arrived"}, CellKind::time},
    Column{"closed", {"Terminó", "Ended"}, CellKind::time},
    Column{"queue", {"Cola", "Queue"}},
    Column{"campaign", {"Campaña", "Campaign"}},
    Column{"end", {"Final", "End"}},
    Column{"outcome", {"Tipificación", "Outcome"}},
    Column{"agents", {"Agentes", "Agents"}},
    Column{"waited", {"Esperó", "Waited"}, CellKind::duration},
    Column{"talked", {"Conversación", "Talked"}, CellKind::duration},
    Column{"held", {"En espera", "On hold"}, CellKind::duration},
};

template <class Entry, class AnyId>
Field code_cell(const std::vector<Entry>& entries, AnyId id) {
  const Entry* entry = entry_of(entries, id);
  return entry == nullptr ? Field{} : Field::of(entry->code.view());
}

std::vector<Field> cells_of(const ReportAsked& asked, const Floor& floor, const Clock& clock,
                            const ContactLife& life) {
  const Operation& operation = floor.operation();
  const QueueSetup* queue = entry_of(operation.queues, life.queue);
  const Disposition* said = entry_of(operation.dispositions, life.disposition);
  const bool is_es = asked.language == report::Language::es;
  std::string agents;
  for (const AgentId id : life.agents) {
    const AgentSetup* agent = entry_of(operation.agents, id);
    if (agent == nullptr) continue;
    if (!agents.empty()) agents += ' ';
    agents += agent->code.view();
  }
  return {Field::of(std::to_string(life.id.value)),
          clock.of_log(life.arrived_at),
          life.closed_at == Time{} ? Field{} : clock.of_log(life.closed_at),
          code_cell(operation.queues, life.queue),
          queue == nullptr ? Field{} : code_cell(operation.campaigns, queue->campaign),
          Field::of(words_of(life.end).in(asked.language)),
          said == nullptr ? Field{} : Field::of((is_es ? said->name_es : said->name_en).view()),
          agents.empty() ? Field{} : Field::of(agents),
          Field::of(life.total_waited),
          Field::of(life.talked),
          Field::of(life.held)};
}

Result<Table> contacts(const ReportAsked& asked, const Floor& floor, const Clock& clock) {
  const FiguresQuery& query = asked.query;
  Table table{.title = asked.form.title,
              .columns = {contact_columns.begin(), contact_columns.end()}};
  const Duration offset = floor.engine().wall_offset();
  LifeFilter filter{.since = query.spans.front().from - offset,
                    .until = query.spans.back().to - offset};
  if (query.of) filter.queue = QueueId{*query.of};
  const auto lives = floor.lives().list(filter, report_contacts_max + 1);
  if (!lives) return tl::unexpected<Fault>(lives.error());
  if (lives->size() > report_contacts_max) return too_long();
  for (const ContactLife& life : *lives) {
    if (sees(floor, asked.sight, life)) table.rows.push_back(cells_of(asked, floor, clock, life));
  }
  std::reverse(table.rows.begin(), table.rows.end());  // As they came.
  return table;
}

}  // namespace

Result<Table> report_table(const ReportAsked& asked, const Floor& floor) {
  const auto zone = TimeZone::named(asked.query.time_zone);
  if (!zone) return tl::unexpected<Fault>(zone.error());
  const Clock clock{*zone, floor};
  switch (asked.form.rows) {
    case ReportRows::figures:
      return figures(asked, floor, clock);
    case ReportRows::stays:
      return stays(asked, floor, clock);
    case ReportRows::contacts:
      return contacts(asked, floor, clock);
  }
  return fault(Fault::Kind::input, "there is no such report");
}

}  // namespace relevo
