// A leg's way: where its requests and its audio go, also when its phone has moved meanwhile.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "voice/media/udp_socket.h"
#include "voice/sip/calls.h"

namespace relevo::voice {

namespace {

struct Network {
  std::uint32_t address = 0;
  unsigned bits = 0;
};

// Known to nobody outside of themselves: RFC 1918, 3927 and 6598.
constexpr std::array<Network, 5> private_networks{
    {{0x0A000000, 8}, {0x64400000, 10}, {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0A80000, 16}}};

bool is_private(const std::string& dotted) {
  const auto address = ipv4(dotted);
  if (!address) return false;
  return std::any_of(private_networks.begin(), private_networks.end(), [&](const Network& network) {
    return (*address ^ network.address) >> (32 - network.bits) == 0;
  });
}

// What the leg's phone is registered as now: by the Call-ID that it keeps in all its REGISTERs
// (RFC 3261, 10.2), even with another contact; else by the contact that it had.
const Binding* device_of(const Call& call, const std::vector<Binding>& devices) {
  const Binding* newest = nullptr;
  for (const Binding& device : devices) {
    if (call.registration.empty() || device.call_id != call.registration) continue;
    const bool newer = newest == nullptr || device.cseq > newest->cseq ||
                       (device.cseq == newest->cseq && device.contact == call.device);
    if (newer) newest = &device;
  }
  if (newest != nullptr) return newest;
  const auto same = std::find_if(devices.begin(), devices.end(), [&](const Binding& device) {
    // A phone that lost its connection may come back under another name at the same address.
    const bool at_same_host = call.path_lost && is_tcp(device.next_hop) &&
                              host_part(device.contact) == host_part(call.device);
    return device.contact == call.device || at_same_host;
  });
  return same == devices.end() ? nullptr : &*same;
}

}  // namespace

void Calls::find_paths(const std::string& user, const std::vector<Binding>& devices) {
  for (auto& [leg, call] : calls_) {
    if (call->state != CallState::up || call->next_hop.empty() || call->user != user) continue;
    const Binding* device = device_of(*call, devices);
    if (device == nullptr) continue;
    // Of another device's REGISTER it is looked at as well: the phone may have moved since its own.
    const bool newer = device->call_id != call->registration || device->cseq > call->registered;
    if (!newer && !call->path_lost) continue;
    call->registered = device->cseq;
    call->device = device->contact;
    call->registration = device->call_id;
    take_path(*call, device->next_hop);
  }
}

void Calls::lose_ways(const std::set<std::string>& ways) {
  for (auto& [leg, call] : calls_) {
    if (call->state != CallState::up || !ways.contains(call->next_hop)) continue;
    call->path_lost = true;
    // No answer comes over it.
    if (call->probe != nullptr) nta_outgoing_destroy(std::exchange(call->probe, nullptr));
    call->probe_limit.reset();
  }
}

// A request of theirs shows where the phone is; one that refreshes the target, also for good.
void Calls::take_source(Call& call, const Source& source, sip_method_t method) {
  const bool refreshes = method == sip_method_invite || method == sip_method_update;
  if (call.next_hop.empty() || !(refreshes || (call.path_lost && source.tcp))) return;
  take_path(call, source.uri());
}

void Calls::take_path(Call& call, const std::string& way) {
  if (!call.path_lost && call.next_hop == way) return;
  call.path_lost = false;
  call.silences_without_path = 0;
  call.next_hop = way;
  // What was asked on the old way needs no answer: the phone is there.
  if (call.probe != nullptr) nta_outgoing_destroy(std::exchange(call.probe, nullptr));
  call.probe_limit.reset();
  call.tcp = is_tcp(way);
  if (call.has_remote) connect_audio(call);
  logger_.info("a leg has a new way", {{"leg", call.leg.value}, {"contact", call.contact.value}});
  events_.on_changed(call);
  // Not at once: a request of this dialog may just be looked at.
  if (call.release_wanted) call.limit->set(microseconds(0));
}

// A phone behind a router names an address of its own network: what comes from there has the
// address that its signalling comes from. From a private address that can only be told where the
// phone's contact names the same host as its audio. Else it is behind a router of our network and
// has found out its contact, or a border controller that has another host for audio: the first
// packet of its audio says which.
void Calls::connect_audio(const Call& call) {
  Remote remote = call.remote.remote;
  if (!call.next_hop.empty() && is_private(remote.address)) {
    const std::string way{host_of(call.next_hop)};
    const std::string_view named = host_part(call.device);
    const bool translated = !is_private(way) || named.substr(0, named.find(':')) == remote.address;
    if (translated) {
      remote.address = way;
    } else if (way != remote.address) {
      remote.or_address = way;
    }
  }
  media_.connect(call.leg, remote);
}

}  // namespace relevo::voice
