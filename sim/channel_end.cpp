#include "sim/channel_end.h"

#include <set>
#include <utility>
#include <variant>

#include "channel/translate.h"

namespace relevo::sim {

PersonId People::person_of(const std::string& caller) {
  const auto [known, is_new] = known_.try_emplace(caller);
  if (is_new) known->second = PersonId{known_.size()};
  return known->second;
}

ChannelEnd::~ChannelEnd() {
  for (auto& [id, peer] : peers_) {
    peer.wire->listen(Side::core, nullptr, nullptr);
    peer.wire->cut();
  }
}

void ChannelEnd::connect(std::shared_ptr<Wire> wire) {
  const std::uint64_t id = ++peers_made_;
  peers_[id].wire = wire;
  wire->listen(
      Side::core,
      [this, id](ByteView bytes) {
        const auto found = peers_.find(id);
        if (found == peers_.end()) return;
        Peer& peer = found->second;
        const auto taken = peer.stream.add(bytes, [&](ByteView body) -> Result<void> {
          const auto message = link::to_core(body);
          if (!message) return tl::unexpected<Fault>(message.error());
          return std::visit([&](const auto& m) { return take(id, peer, m); }, *message);
        });
        if (!taken) peer.wire->cut();
      },
      [this, id] { lose(id); });
}

/// Told to the core, so that it stands before what a newer connection of that node says.
void ChannelEnd::lose(std::uint64_t id) {
  const auto found = peers_.find(id);
  if (found == peers_.end()) return;
  const Peer peer = found->second;
  peers_.erase(found);
  peer.wire->cut();
  if (!peer.greeted) return;
  engine_.post({.command = SeeNodeGone{.source = {.node = peer.node, .session = peer.session}}},
               [](const Answer&) {});
}

Result<void> ChannelEnd::take(std::uint64_t id, Peer& peer, const link::Hello& hello) {
  if (hello.version != link::protocol_version || !hello.node || hello.session == 0) {
    return fault(Fault::Kind::protocol, "link: a greeting of another version");
  }
  std::vector<std::uint64_t> older;
  for (const auto& [other, known] : peers_) {
    if (other != id && known.node == hello.node) older.push_back(other);
  }
  for (const std::uint64_t other : older) lose(other);
  peer.node = hello.node;
  peer.session = hello.session;
  peer.greeted = true;
  engine_.welcome(peer.node, peer.session, [this, id](const Welcomed& welcomed) {
    const auto found = peers_.find(id);
    if (found == peers_.end()) return;
    send(found->second,
         link::Welcome{.epoch = welcomed.epoch, .facts_taken = welcomed.facts_taken});
    send(found->second, link::Accounts{});
  });
  return {};
}

Result<void> ChannelEnd::take(std::uint64_t id, Peer& peer, const link::Fact& fact) {
  if (!peer.greeted) return relevo::fault(Fault::Kind::protocol, "link: a fact before Hello");
  const Source source = source_of(peer.node, peer.session, fact);
  if (const auto* arrived = std::get_if<link::CallArrived>(&fact.body)) {
    take_arrival(id, source, *arrived);
    return {};
  }
  engine_.post({.command = *command_of(fact.body, source)}, [](const Answer&) {});
  return {};
}

void ChannelEnd::take_arrival(std::uint64_t id, const Source& source,
                              const link::CallArrived& arrived) {
  if (!engine_.takes_arrivals()) {
    return send(peers_.at(id), refused_of(arrived.leg, Reject::none, true));
  }
  engine_.post(
      {.command = ArriveContact{.source = source,
                                .person = people_.person_of(std::string(arrived.caller.view())),
                                .leg = arrived.leg,
                                .dialed = arrived.dialed}},
      [this, id, leg = arrived.leg](const Answer& answer) {
        if (answer.reject == Reject::none && !answer.overloaded) return;
        const auto found = peers_.find(id);
        if (found == peers_.end()) return;
        send(found->second, refused_of(leg, answer.reject, answer.overloaded));
      });
}

/// Nobody looks at figures here.
Result<void> ChannelEnd::take(std::uint64_t /*id*/, Peer& /*peer*/,
                              const link::VoiceFigures& /*figures*/) {
  return {};
}

Result<void> ChannelEnd::take(std::uint64_t id, Peer& peer, const link::LegsReport& report) {
  if (!peer.greeted) return fault(Fault::Kind::protocol, "link: a report before Hello");
  Reconcile reconcile{.source = {.node = peer.node, .session = peer.session}};
  std::vector<ContactId> reported;
  for (const link::LegSeen& seen : report.legs) {
    reconcile.legs.push_back({.leg = seen.leg, .up = seen.up});
    if (seen.contact) reported.push_back(seen.contact);
  }
  for (const link::DevicesChanged& device : report.devices) {
    reconcile.devices.emplace_back(device.user, device.devices);
  }
  engine_.post({.command = std::move(reconcile)}, [](const Answer&) {});
  for (const link::LegSeen& seen : report.legs) {
    if (seen.contact || seen.role != link::Role::customer) continue;
    take_arrival(id, {.node = peer.node, .session = peer.session, .age = seen.age},
                 {.leg = seen.leg, .dialed = seen.dialed, .caller = seen.caller});
  }
  engine_.welcome(peer.node, peer.session,
                  [this, id, reported = std::move(reported)](const Welcomed& welcomed) {
                    reconciled(id, reported, welcomed);
                  });
  return {};
}

void ChannelEnd::reconciled(std::uint64_t id, const std::vector<ContactId>& reported,
                            const Welcomed& welcomed) {
  const auto found = peers_.find(id);
  if (found == peers_.end()) return;
  Peer& peer = found->second;
  peer.reconciled = true;
  std::set<ContactId> live;
  for (const Believed& believed : welcomed.contacts) {
    live.insert(believed.contact);
    send_desired(peer, believed);
  }
  for (const ContactId contact : reported) {
    if (live.contains(contact)) continue;
    send_desired(
        peer, Believed{.contact = contact, .epoch = welcomed.epoch, .version = welcomed.position});
  }
}

void ChannelEnd::on_batch(const Batch& batch, const std::vector<Believed>& touched) {
  for (auto& [id, peer] : peers_) {
    for (const Believed& believed : touched) send_desired(peer, believed);
    for (const Event& event : batch.events) {
      const auto* taken = std::get_if<FactsTaken>(&event);
      if (taken == nullptr || taken->node != peer.node || taken->session != peer.session) continue;
      send(peer, link::FactsTaken{.number = taken->number});
    }
  }
}

void ChannelEnd::send_desired(Peer& peer, const Believed& believed) {
  if (!peer.reconciled || (believed.live && believed.node != peer.node)) return;
  const link::Desired desired = desired_of(believed);
  send(peer, desired);
  if (chance_ != nullptr && chance_->per_mille(repeats_)) send(peer, desired);
}

void ChannelEnd::send(Peer& peer, const link::ToVoice& message) {
  on_send_(message);
  Bytes frame;
  link::put_frame(frame, message);
  trace_.say("to voice", frame,
             [&] { return "frame of " + std::to_string(frame.size()) + " bytes"; });
  peer.wire->send(Side::core, std::move(frame));
}

}  // namespace relevo::sim
