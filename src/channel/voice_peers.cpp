#include "channel/voice_peers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/assert.h"
#include "channel/translate.h"
#include "link/frame.h"

namespace relevo {

Result<void> VoicePeers::take(PeerId id, ByteView body) {
  const auto found = peers_.find(id);
  if (found == peers_.end()) return {};
  auto message = link::to_core(body);
  if (!message) return tl::unexpected<Fault>(message.error());
  if (!*message) {
    if (found->second.greeted) return {};
    return fault(Fault::Kind::protocol,
                 "link: a message before Hello that this core does not know");
  }
  return std::visit([&](const auto& m) { return take(id, found->second, m); }, **message);
}

Result<void> VoicePeers::take(PeerId id, Peer& peer, const link::Hello& hello) {
  if (peer.greeted) return fault(Fault::Kind::protocol, "link: voice greets twice");
  if (hello.version != link::protocol_version || !hello.node || hello.session == 0) {
    return fault(Fault::Kind::protocol, "link: voice greets with version " +
                                            std::to_string(hello.version) + ", this core speaks " +
                                            std::to_string(link::protocol_version));
  }
  // Another connection of that node is over, though its end may not have been seen yet.
  std::vector<PeerId> older;
  for (const auto& [other, known] : peers_) {
    if (other != id && known.node == hello.node) older.push_back(other);
  }
  for (const PeerId other : older) {
    lose(other, {.kind = Fault::Kind::network, .what = "the node greets on another connection"});
  }
  peer.node = hello.node;
  peer.session = hello.session;
  peer.sip_address = std::string(hello.sip_address.view());
  peer.greeted = true;
  logger_.info("voice connected", {{"node", hello.node.value}, {"sip", hello.sip_address.view()}});
  engine_.welcome(peer.node, peer.session, [this, id](const Welcomed& welcomed) {
    carrier_.post([this, id, welcomed] { welcome(id, welcomed); });
  });
  return {};
}

void VoicePeers::welcome(PeerId id, const Welcomed& welcomed) {
  const auto found = peers_.find(id);
  if (found == peers_.end()) return;
  send(id, link::Welcome{.epoch = welcomed.epoch, .facts_taken = welcomed.facts_taken});
  if (const auto accounts = carrier_.accounts()) send(id, *accounts);
  found->second.welcomed = true;
}

Result<void> VoicePeers::take(PeerId id, Peer& peer, const link::Fact& fact) {
  if (!peer.greeted) return relevo::fault(Fault::Kind::protocol, "link: a fact before Hello");
  const Source source = source_of(peer.node, peer.session, fact);
  if (const auto* call = std::get_if<link::CallArrived>(&fact.body)) {
    if (!peer.reconciled) peer.judged.insert(call->leg);
    take_call(id, source, *call);
    return {};
  }
  auto command = command_of(fact.body, source);
  RELEVO_ASSERT(command.has_value());
  engine_.post({.command = std::move(*command)}, [](const Answer&) {});
  return {};
}

void VoicePeers::take_call(PeerId id, const Source& source, const link::CallArrived& call) {
  if (!engine_.takes_arrivals()) return send(id, refused_of(call.leg, Reject::none, true));
  // Without the store the call still goes through, as somebody unknown.
  const PersonId person = call.caller.empty() ? PersonId{} : carrier_.person_of(call.caller.view());
  engine_.post(
      {.command =
           ArriveContact{
               .source = source, .person = person, .leg = call.leg, .dialed = call.dialed}},
      [this, id, leg = call.leg](const Answer& answer) {
        if (answer.reject == Reject::none && !answer.overloaded) return;
        const link::Refused refused = refused_of(leg, answer.reject, answer.overloaded);
        carrier_.post([this, id, refused] { send(id, refused); });
      });
}

Result<void> VoicePeers::take(PeerId id, Peer& peer, const link::LegsReport& report) {
  if (!peer.greeted) return fault(Fault::Kind::protocol, "link: a report before Hello");
  Reconcile reconcile{.source = {.node = peer.node, .session = peer.session}};
  for (const link::LegSeen& seen : report.legs) {
    reconcile.legs.push_back({.leg = seen.leg, .up = seen.up});
  }
  for (const link::DevicesChanged& device : report.devices) {
    reconcile.devices.push_back(
        {.agent = device.user, .devices = device.devices, .pages = device.pages});
  }
  engine_.post({.command = std::move(reconcile)}, [](const Answer&) {});
  engine_.welcome(peer.node, peer.session, [this, id, report](const Welcomed& welcomed) {
    carrier_.post([this, id, report, welcomed] { reconciled(id, report, welcomed); });
  });
  return {};
}

/// Every contact of the node gets its whole desired state; contacts that only voice knows get an
/// empty one, which releases their legs; calls that the core does not know and that nobody told of
/// have lost their CallArrived, and become contacts or are refused. A call that was told of is not
/// asked for again: it may have been refused, or be over, behind what the report saw.
void VoicePeers::reconciled(PeerId id, const link::LegsReport& report, const Welcomed& welcomed) {
  const auto found = peers_.find(id);
  if (found == peers_.end()) return;
  Peer& peer = found->second;
  peer.reconciled = true;
  latest_ = id;
  changed_ = true;
  std::set<ContactId> live;
  std::set<LegId> known = std::exchange(peer.judged, {});
  for (const link::DevicesChanged& device : report.devices) {
    Place* const place = device.pages > 0 ? &places_[device.user] : nullptr;
    if (place != nullptr && !place->phone_at) place->phone_at = peer.node;
  }
  for (auto& [user, place] : places_) {
    if (!place.unanswered || peer_for_phone_of(user) != id) continue;
    place.phone_at = peer.node;
    send(id, *place.unanswered);
  }
  for (const Believed& believed : welcomed.contacts) {
    note_contact(believed);
    live.insert(believed.contact);
    for (const BelievedLeg& leg : believed.legs) known.insert(leg.leg);
    send_desired(id, peer, believed);
  }
  for (const link::LegSeen& seen : report.legs) {
    if (seen.contact && !live.contains(seen.contact)) {
      send_desired(
          id, peer,
          Believed{.contact = seen.contact, .epoch = welcomed.epoch, .version = welcomed.position});
    }
    if (!seen.contact && seen.role == link::Role::customer && !known.contains(seen.leg)) {
      take_call(id, {.node = peer.node, .session = peer.session, .age = seen.age},
                {.leg = seen.leg, .dialed = seen.dialed, .caller = seen.caller});
    }
  }
}

Result<void> VoicePeers::take(PeerId /*id*/, Peer& peer, const link::VoiceFigures& figures) {
  if (!peer.greeted) return fault(Fault::Kind::protocol, "link: figures before Hello");
  peer.figures = figures;
  changed_ = true;
  return {};
}

void VoicePeers::lose(PeerId id, const Fault& why) {
  const auto found = peers_.find(id);
  if (found == peers_.end()) return;
  const Peer peer = std::move(found->second);
  peers_.erase(found);
  changed_ = true;
  logger_.warning("voice connection lost", {{"node", peer.node.value}, {"why", why.what}});
  carrier_.drop(id);
  if (!peer.greeted) return;
  const Source source{.node = peer.node, .session = peer.session};
  engine_.post({.command = SeeNodeGone{.source = source}}, [](const Answer&) {});
}

std::optional<PeerId> VoicePeers::oldest_stranger() const {
  for (const auto& [id, peer] : peers_) {
    if (!peer.greeted) return id;
  }
  return std::nullopt;
}

void VoicePeers::on_batch(const std::vector<FactsTaken>& taken,
                          const std::vector<Believed>& touched) {
  for (const Believed& believed : touched) note_contact(believed);
  for (const auto& [id, peer] : peers_) {
    for (const Believed& believed : touched) send_desired(id, peer, believed);
    for (const FactsTaken& facts : taken) {
      if (!peer.welcomed) continue;  // Its Welcome counts them.
      if (facts.node != peer.node || facts.session != peer.session) continue;
      send(id, link::FactsTaken{.number = facts.number});
    }
  }
}

void VoicePeers::accounts_changed() {
  const auto accounts = carrier_.accounts();
  if (!accounts) return;
  for (const auto& [id, peer] : peers_) {
    if (peer.welcomed) send(id, *accounts);
  }
}

std::string VoicePeers::sip_address() const {
  const PeerId peer = latest_reconciled();
  return peer == 0 ? std::string{} : peers_.at(peer).sip_address;
}

std::vector<NodeFigures> VoicePeers::figures() const {
  std::vector<NodeFigures> told;
  for (const auto& [id, peer] : peers_) {
    if (peer.figures) told.push_back({peer.node, *peer.figures});
  }
  return told;
}

Result<void> VoicePeers::take(PeerId /*id*/, Peer& peer, const link::PhoneTold& told) {
  if (!peer.greeted) return fault(Fault::Kind::protocol, "link: of a phone before Hello");
  const auto found = places_.find(told.user);
  if (found != places_.end() && found->second.phone == told.phone) {
    Place& place = found->second;
    const bool is_answer =
        place.unanswered && (told.gone || told.number >= place.unanswered->number);
    if (is_answer) place.unanswered.reset();
    if (told.gone && place.phone_at == peer.node) place.phone_at = {};
  }
  carrier_.phone_told(told);
  return {};
}

PeerId VoicePeers::peer_at(NodeId node) const {
  const auto found = std::find_if(peers_.begin(), peers_.end(), [node](const auto& entry) {
    return entry.second.reconciled && entry.second.node == node;
  });
  return found == peers_.end() ? PeerId{0} : found->first;
}

/// A page that changes its network must reach the process that has its phone, and one that was
/// reloaded in mid-call that which has the contact's leg. Zero: there is none at all.
PeerId VoicePeers::peer_for_phone_of(const Code& user) const {
  if (const auto place = places_.find(user); place != places_.end()) {
    if (const PeerId peer = peer_at(place->second.phone_at)) return peer;
    if (const PeerId peer = peer_at(place->second.contact_at)) return peer;
  }
  return latest_reconciled();
}

/// The one that did so last, or another one when that is gone; zero: there is none.
PeerId VoicePeers::latest_reconciled() const {
  if (peers_.contains(latest_)) return latest_;
  const auto other = std::find_if(peers_.begin(), peers_.end(),
                                  [](const auto& entry) { return entry.second.reconciled; });
  return other == peers_.end() ? PeerId{0} : other->first;
}

void VoicePeers::note_contact(const Believed& believed) {
  for (const BelievedLeg& leg : believed.legs) {
    if (!leg.agent.empty()) places_[leg.agent].contact_at = believed.node;
  }
  for (const BelievedSupervisor& one : believed.supervisors) {
    places_[one.user].contact_at = believed.node;
  }
}

void VoicePeers::forget_offer(const Code& user, std::uint64_t phone) {
  const auto place = places_.find(user);
  if (place == places_.end() || !place->second.unanswered) return;
  if (place->second.unanswered->phone == phone) place->second.unanswered.reset();
}

void VoicePeers::offer_phone(const link::PhoneOffer& offer) {
  Place& place = places_[offer.user];
  place.phone = offer.phone;
  place.unanswered = offer;  // One who ends before its answer is followed by another who gets it.
  if (const PeerId peer = peer_for_phone_of(offer.user)) {
    place.phone_at = peers_.at(peer).node;
    return send(peer, offer);
  }
  carrier_.phone_told({.user = offer.user,
                       .phone = offer.phone,
                       .number = offer.number,
                       .answer = {},
                       .alive = false,
                       .gone = false,
                       .why = "no voice process is there yet"});
}

void VoicePeers::close_phone(const link::PhoneGone& gone) {
  forget_offer(gone.user, gone.phone);
  send_to_all(gone);
}

void VoicePeers::lose_phone(const link::PhoneUnwatched& unwatched) {
  forget_offer(unwatched.user, unwatched.phone);
  send_to_all(unwatched);
}

/// Who does not have that phone ignores it.
void VoicePeers::send_to_all(const link::ToVoice& message) {
  for (const auto& [id, peer] : peers_) {
    if (peer.welcomed) send(id, message);
  }
}

void VoicePeers::send(PeerId id, const link::ToVoice& message) {
  if (peers_.contains(id)) carrier_.send(id, message);
}

/// A contact that is over belongs to no node any more: every peer is told, and those that never
/// heard of it ignore it.
void VoicePeers::send_desired(PeerId id, const Peer& peer, const Believed& believed) {
  if (!peer.reconciled || (believed.live && believed.node != peer.node)) return;
  send(id, desired_of(believed));
}

}  // namespace relevo
