#include "words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/enum_name.h"

namespace relevo::stories {

namespace {

template <class E>
E value_of(const std::string& name) {
  const auto value = enum_from_name<E>(name);
  if (!value) throw Mistake("'" + name + "' is not one of the values here");
  return *value;
}

/// Stands for a digest: the same word gives the same one.
Digest digest_of(std::string_view word) {
  Digest digest{};
  for (std::size_t i = 0; i < word.size(); ++i) {
    digest[i % digest.size()] =
        static_cast<std::uint8_t>(digest[i % digest.size()] * 31 + static_cast<unsigned>(word[i]));
  }
  return digest;
}

/// Commands with nothing but an agent.
template <class C>
Command alone(AgentId agent) {
  return C{.agent = agent};
}
constexpr std::array<std::pair<std::string_view, Command (*)(AgentId)>, 7> of_agent_alone{
    {{"sign_in_agent", alone<SignInAgent>},
     {"sign_out_agent", alone<SignOutAgent>},
     {"set_ready", alone<SetReady>},
     {"end_break", alone<EndBreak>},
     {"set_off_phone_work", alone<SetOffPhoneWork>},
     {"raise_hand", alone<RaiseHand>},
     {"lower_hand", alone<LowerHand>}}};

}  // namespace

Source Wire::source(Arguments& arguments) {
  Source source = connection(arguments);
  const std::optional<std::string> fact = arguments.named("fact");
  std::uint64_t& highest = numbers_[{source.node, source.session}];
  source.number = fact ? number_of(*fact) : highest + 1;
  highest = std::max(highest, source.number);
  return source;
}

Source Wire::connection(Arguments& arguments) {
  return {.node = {number_of(arguments.named("node", "1"))},
          .session = number_of(arguments.named("session", "1")),
          .age = duration_of(arguments.named("age", "0s"))};
}

Request Words::request(const std::vector<std::string>& line, const State& state) {
  if (line.front() == "set_aside") {
    return {.command = set_aside_of(request({line.begin() + 1, line.end()}, state))};
  }
  Arguments arguments{line};
  const std::string verb = arguments.word();
  const std::optional<std::string> key = arguments.named("key");
  const std::string body = arguments.named("body", verb);
  const std::optional<std::string> by = arguments.named("by");
  Request request;
  if (key) {
    request.keyed = true;
    request.key = digest_of(*key);
    request.body = digest_of(body);
  }
  bool known = true;
  if (verb == "apply") {
    request.command = apply(arguments, state);
  } else if (verb == "supervise") {
    request.by = names_.user(arguments.word());
    request.command = supervise(arguments, state);
  } else {
    request.command = of_engine(verb, arguments, known);
    if (!known) request.command = of_agent(verb, arguments, known, request.by);
    if (!known) request.command = of_text(verb, arguments, known, request.by);
    if (!known) request.command = of_alert(verb, arguments, known, request.by);
    if (!known) request.command = of_door(verb, arguments, known, request.by);
    if (!known) request.command = of_channel(verb, arguments, known);
    if (!known) throw Mistake("nobody can '" + verb + "'");
  }
  if (by) request.by = *by == "none" ? UserId{} : names_.user(*by);
  arguments.all_used();
  return request;
}

Command Words::of_engine(const std::string& verb, Arguments& arguments, bool& known) {
  known = true;
  if (verb == "tick") return Tick{};
  if (verb == "start") return StartCore{.away = duration_of(arguments.named("away", "0s"))};
  if (verb == "set_wall_clock") return SetWallClock{.offset = duration_of(arguments.word())};
  known = false;
  return Tick{};
}

Command Words::of_agent(const std::string& verb, Arguments& arguments, bool& known, UserId& by) {
  known = true;
  const auto agent = [&] {
    const std::string name = arguments.word();
    if (name != "nobody" && name != "none") by = names_.user(name);
    return names_.agent(name);
  };
  for (const auto& [name, make] : of_agent_alone) {
    if (verb == name) return make(agent());
  }
  if (verb == "request_break") {
    const AgentId who = agent();
    return RequestBreak{.agent = who, .kind = value_of<BreakKind>(arguments.word())};
  }
  const auto with_contact = [&](auto command) -> Command {
    command.agent = agent();
    command.contact = names_.contact(arguments.word());
    if constexpr (requires { command.age; }) {
      command.age = duration_of(arguments.named("age", "0s"));
    }
    return command;
  };
  if (verb == "accept_offer") return with_contact(AcceptOffer{});
  if (verb == "decline_offer") return with_contact(DeclineOffer{});
  if (verb == "hold_contact") return with_contact(HoldContact{});
  if (verb == "resume_contact") return with_contact(ResumeContact{});
  if (verb == "hang_up") return with_contact(HangUp{});
  if (verb == "finish_wrap_up") return with_contact(FinishWrapUp{});
  if (verb == "end_consult") return with_contact(EndConsult{});
  if (verb == "transfer" || verb == "conference") {
    const AgentId who = agent();
    const ContactId contact = names_.contact(arguments.word());
    return hand_over(verb, {.agent = who, .contact = contact}, arguments);
  }
  if (verb == "read_message") {
    const AgentId who = agent();
    return ReadMessage{.agent = who, .message = {number_of(arguments.word())}};
  }
  if (verb == "force_state") {
    const AgentId who = agent();
    const auto state = value_of<ForcedTo>(arguments.word());
    return ForceState{.agent = who, .state = state, .reason = {number_of(arguments.word())}};
  }
  if (verb == "extend_wrap_up") return with_contact(ExtendWrapUp{});
  if (verb == "dispose") {
    Dispose command;
    command.agent = agent();
    command.contact = names_.contact(arguments.word());
    command.disposition = names_.disposition(arguments.word());
    return command;
  }
  known = false;
  return Tick{};
}

/// To an agent or a queue of that name; `nobody` is an agent's.
Command Words::hand_over(const std::string& verb, Transfer command, Arguments& arguments) {
  const std::string to = arguments.word();
  const auto* const queue = entry_of_code(setup_.operation().queues, to);
  if (queue != nullptr) {
    command.to_queue = queue->id;
  } else if (to == "no_queue") {
    command.to_queue = {999'999};
  } else {
    command.to_agent = names_.agent(to);
  }
  if (verb == "conference") {
    return Conference{
        .agent = command.agent, .contact = command.contact, .to_agent = command.to_agent};
  }
  if (arguments.has_word()) command.mode = value_of<TransferMode>(arguments.word());
  return command;
}

Command Words::of_text(const std::string& verb, Arguments& arguments, bool& known, UserId& by) {
  known = true;
  if (verb == "add_note") {
    by = names_.user(arguments.word());
    const ContactId contact = names_.contact(arguments.word());
    return AddNote{.contact = contact, .note = {number_of(arguments.word())}};
  }
  if (verb == "send_message") {
    by = names_.user(arguments.word());
    SendMessage command{.message = {number_of(arguments.word())}};
    command.urgent = arguments.named("urgent", "no") == "yes";
    while (arguments.has_word()) command.agents.push_back(names_.agent(arguments.word()));
    return command;
  }
  if (verb == "end_supervision") {
    by = names_.user(arguments.word());
    const UserId user = names_.user(arguments.word());
    return EndSupervision{.user = user, .contact = names_.contact(arguments.word())};
  }
  if (verb == "read_recording") {
    by = names_.user(arguments.word());
    return ReadRecording{.contact = names_.contact(arguments.word())};
  }
  known = false;
  return Tick{};
}

Command Words::of_door(const std::string& verb, Arguments& arguments, bool& known, UserId& by) {
  known = true;
  if (verb == "open_session") {
    const std::string name = arguments.word();
    by = names_.user(name);
    return OpenSession{
        .user = by, .token = digest_of(name), .lasts = duration_of(arguments.named("lasts", "8h"))};
  }
  if (verb == "close_session") {
    const SessionId session = names_.session(arguments.word());
    const std::string end = arguments.has_word() ? arguments.word() : "signed_out";
    return CloseSession{.session = session, .end = value_of<SessionEnd>(end)};
  }
  known = false;
  return Tick{};
}

Command Words::of_channel(const std::string& verb, Arguments& arguments, bool& known) {
  known = true;
  if (verb == "contact_arrives") {
    const LegId leg = names_.new_customer(arguments.word());
    Text<32> dialed;
    if (const auto number = arguments.named("dialed")) {
      dialed = Text<32>{*number};
    } else {
      const std::string queue = arguments.word();
      const auto* setup = entry_of_code(setup_.operation().queues, queue);
      if (setup == nullptr) throw Mistake("no queue is called '" + queue + "'");
      dialed = setup->number;
    }
    return ArriveContact{.source = wire_.source(arguments), .leg = leg, .dialed = dialed};
  }
  if (verb == "devices") {
    const std::string agent = arguments.word();
    const auto count = static_cast<std::uint32_t>(number_of(arguments.word()));
    return SeeDevices{
        .source = wire_.source(arguments),
        .agent = Code{agent},
        .devices = count,
        .pages = static_cast<std::uint32_t>(number_of(arguments.named("pages", "0")))};
  }
  if (verb == "recording_starts") {
    return SeeRecordingStarted{.source = wire_.source(arguments),
                               .contact = names_.contact(arguments.word())};
  }
  if (verb == "recording_ends") {
    return SeeRecordingEnded{.source = wire_.source(arguments),
                             .contact = names_.contact(arguments.word()),
                             .length = duration_of(arguments.word()),
                             .complete = arguments.named("complete", "yes") == "yes"};
  }
  if (verb == "node_gone") return SeeNodeGone{.source = wire_.connection(arguments)};
  if (verb == "reconcile") return reconcile(arguments);
  return of_leg(verb, arguments, known);
}

Command Words::of_leg(const std::string& verb, Arguments& arguments, bool& known) {
  known = verb.starts_with("leg_");
  if (!known) return Tick{};
  const LegId leg = names_.leg(arguments.word());
  const Source source = wire_.source(arguments);
  if (verb == "leg_rings") return SeeRinging{.source = source, .leg = leg};
  if (verb == "leg_answered") return SeeAnswer{.source = source, .leg = leg};
  if (verb == "leg_holds") return SeeHold{.source = source, .leg = leg, .held = true};
  if (verb == "leg_resumes") return SeeHold{.source = source, .leg = leg, .held = false};
  if (verb == "leg_gone") {
    return SeeLegGone{.source = source, .leg = leg, .gone = value_of<LegGone>(arguments.word())};
  }
  known = false;
  return Tick{};
}

Supervise Words::supervise(Arguments& arguments, const State& state) {
  Supervise command{.agent = names_.agent(arguments.word())};
  command.mode = value_of<SuperviseMode>(arguments.word());
  const Agent* const agent = state.agent(command.agent);
  if (agent != nullptr) command.contact = agent->contact;
  if (const auto contact = arguments.named("contact")) command.contact = names_.contact(*contact);
  command.why = value_of<SuperviseWhy>(arguments.named("why", "none"));
  return command;
}

ApplyOperation Words::apply(Arguments& arguments, const State& state) {
  const std::uint64_t base =
      number_of(arguments.named("base_version", std::to_string(state.operation->version)));
  Operation next = setup_.operation();
  next.version = base + 1;
  const auto bytes = [&] {
    Bytes encoded;
    encode(encoded, next);
    return std::make_shared<const Bytes>(std::move(encoded));
  }();
  return {.base_version = base,
          .document = std::make_shared<const Operation>(std::move(next)),
          .bytes = bytes};
}

Reconcile Words::reconcile(Arguments& arguments) {
  Reconcile report{.source = wire_.connection(arguments)};
  for (const std::string& name : split(arguments.named("legs", ""), ',')) {
    const std::vector<std::string> parts = split(name, ':');
    const bool up = parts.size() > 1;
    if (up && parts[1] != "up") throw Mistake("a leg is reported as it is, or `:up`");
    report.legs.push_back({.leg = names_.leg(parts[0]), .up = up});
  }
  for (const std::string& item : split(arguments.named("devices", ""), ',')) {
    const std::vector<std::string> parts = split(item, ':');
    const std::uint64_t count = parts.size() > 1 ? number_of(parts[1]) : 1;
    report.devices.push_back(
        {.agent = Code{parts[0]}, .devices = static_cast<std::uint32_t>(count)});
  }
  return report;
}

}  // namespace relevo::stories
