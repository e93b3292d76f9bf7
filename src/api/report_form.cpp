#include "api/report_form.h"

#include <algorithm>
#include <array>

namespace relevo {

namespace {

using namespace std::string_view_literals;

constexpr std::array of_intervals = {
    "offered"sv,       "answered"sv,  "abandoned"sv,   "abandoned_short"sv, "abandonment"sv,
    "service_level"sv, "asa"sv,       "wait_p90"sv,    "handled"sv,         "aht"sv,
    "talk_time"sv,     "hold_time"sv, "wrap_up_time"sv};
constexpr std::array of_agents_day = {"scheduled_time"sv,
                                      "connected_time"sv,
                                      "connection_efficiency"sv,
                                      "productive_time"sv,
                                      "occupancy"sv,
                                      "handled"sv,
                                      "aht"sv,
                                      "talk_time"sv,
                                      "hold_time"sv,
                                      "holds"sv,
                                      "wrap_up_time"sv,
                                      "transfers"sv,
                                      "missed_offers"sv};
constexpr std::array of_outcomes = {"handled"sv,
                                    "outcomes"sv,
                                    "sales"sv,
                                    "promises"sv,
                                    "conversion"sv,
                                    "sales_per_productive_hour"sv,
                                    "sales_per_connected_hour"sv,
                                    "promises_per_productive_hour"sv,
                                    "promises_per_connected_hour"sv};

constexpr std::array states = {
    TimeColumn{"time_ready", {"Disponible", "Ready"}, Measure::time_ready},
    TimeColumn{"time_talking", {"En conversación", "Talking"}, Measure::time_talking},
    TimeColumn{"time_hold", {"Con retención", "Customer on hold"}, Measure::time_hold},
    TimeColumn{"time_consult", {"En consulta", "Consulting"}, Measure::time_consult},
    TimeColumn{"time_wrap_up", {"En cierre", "Wrap-up"}, Measure::time_wrap_up},
    TimeColumn{"time_off_phone_work",
               {"Trabajo sin teléfono", "Off-phone work"},
               Measure::time_off_phone_work},
    TimeColumn{"time_missed", {"Oferta perdida", "Missed offer"}, Measure::time_missed},
    TimeColumn{"time_unreachable", {"Inalcanzable", "Unreachable"}, Measure::time_unreachable},
    TimeColumn{"time_break_personal", {"Personal", "Personal"}, Measure::time_break_personal},
    TimeColumn{"time_break_rest", {"Descanso", "Rest"}, Measure::time_break_rest},
    TimeColumn{"time_break_meal", {"Comida", "Meal"}, Measure::time_break_meal},
    TimeColumn{
        "time_break_coaching", {"Retroalimentación", "Coaching"}, Measure::time_break_coaching},
    TimeColumn{"time_break_training", {"Capacitación", "Training"}, Measure::time_break_training},
    TimeColumn{"time_break_system", {"Sistema", "System"}, Measure::time_break_system},
};

constexpr std::array forms = {
    ReportForm{.name = "queue_intervals",
               .title = {"Colas por intervalo", "Queues by interval"},
               .help = {"Lo ofrecido, atendido y abandonado de cada cola, intervalo por intervalo.",
                        "What was offered, answered and abandoned in each queue, interval by "
                        "interval."},
               .by = SubjectKind::queue,
               .step = minutes(30),
               .indicators = of_intervals},
    ReportForm{
        .name = "agent_day",
        .title = {"Día de cada agente", "Each agent's day"},
        .help =
            {"Entrada y salida, tiempo programado, conectado y en cada estado, TMO. De las pausas "
             "personales, solo que lo fueron.",
             "Sign-in and sign-out, time scheduled, connected and in each state, AHT. Of personal "
             "breaks no more than that they were."},
        .by = SubjectKind::agent,
        .indicators = of_agents_day,
        .times = states},
    ReportForm{.name = "outcomes",
               .title = {"Resultados por agente", "Outcomes by agent"},
               .help = {"Ventas y promesas de cada agente, y por hora productiva y conectada.",
                        "Each agent's sales and promises, also per productive and per connected "
                        "hour."},
               .by = SubjectKind::agent,
               .indicators = of_outcomes},
    ReportForm{.name = "campaign_outcomes",
               .title = {"Resultados por campaña", "Outcomes by campaign"},
               .help = {"Contactos con tipificación, ventas y promesas de cada campaña.",
                        "Contacts with an outcome, sales and promises of each campaign."},
               .by = SubjectKind::campaign,
               .indicators = std::span{of_outcomes}.first(5)},
    ReportForm{.name = "attendance",
               .title = {"Asistencia", "Attendance"},
               .help = {"Cada entrada y salida de los agentes.",
                        "Each sign-in and sign-out of the agents."},
               .rows = ReportRows::stays,
               .by = SubjectKind::agent},
    ReportForm{.name = "contacts",
               .title = {"Detalle de interacciones", "Contact detail"},
               .help = {"Una línea por interacción que llegó en ese tiempo, sin datos del cliente.",
                        "A line for each contact that arrived in that time, without the "
                        "customer's data."},
               .rows = ReportRows::contacts,
               .by = SubjectKind::queue},
};

}  // namespace

std::span<const ReportForm> report_forms() { return forms; }

const ReportForm* report_form(std::string_view name) {
  const auto* found = std::find_if(forms.begin(), forms.end(),
                                   [&](const ReportForm& one) { return one.name == name; });
  return found == forms.end() ? nullptr : found;
}

}  // namespace relevo
