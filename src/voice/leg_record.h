// What the leg store keeps of a leg and of a registered device: all that resuming them needs.
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/id.h"
#include "link/messages.h"

namespace relevo::voice {

struct LegRecord {
  LegId leg;
  ContactId contact;
  link::Role role = link::Role::customer;
  // The dialog (RFC 3261, 12).
  std::string call_id;
  std::string local_party;   // With tag.
  std::string remote_party;  // With tag.
  std::uint32_t local_cseq = 0;
  std::uint32_t remote_cseq = 0;
  std::string route_set;  // As Route headers, first hop first.
  std::string target;
  std::string next_hop;
  bool tcp = false;
  // The session (RFC 3264).
  std::string local_address;
  std::uint16_t local_port = 0;
  std::uint64_t session = 0;
  std::uint64_t session_version = 0;
  std::string remote_address;
  std::uint16_t remote_port = 0;
  std::uint8_t codec = 0;
  std::uint8_t event_type = 0;
  bool listens_only = false;  // They send nothing.
  bool held = false;          // They receive nothing.
};

template <class V>
void fields(V& visit, LegRecord& r) {
  visit(1, "leg", r.leg);
  visit(2, "contact", r.contact);
  visit(3, "role", r.role);
  visit(4, "call_id", r.call_id);
  visit(5, "local_party", r.local_party);
  visit(6, "remote_party", r.remote_party);
  visit(7, "local_cseq", r.local_cseq);
  visit(8, "remote_cseq", r.remote_cseq);
  visit(9, "route_set", r.route_set);
  visit(10, "target", r.target);
  visit(11, "next_hop", r.next_hop);
  visit(12, "tcp", r.tcp);
  visit(13, "local_address", r.local_address);
  visit(14, "local_port", r.local_port);
  visit(15, "session", r.session);
  visit(16, "session_version", r.session_version);
  visit(17, "remote_address", r.remote_address);
  visit(18, "remote_port", r.remote_port);
  visit(19, "codec", r.codec);
  visit(20, "event_type", r.event_type);
  visit(21, "listens_only", r.listens_only);
  visit(22, "held", r.held);
}

struct DeviceRecord {
  std::string user;
  std::string contact;
  std::string next_hop;
  Time expires_at;  // On this machine's boot clock.
  std::string call_id;
  std::uint32_t cseq = 0;
};

template <class V>
void fields(V& visit, DeviceRecord& r) {
  visit(1, "user", r.user);
  visit(2, "contact", r.contact);
  visit(3, "next_hop", r.next_hop);
  visit(4, "expires_at", r.expires_at);
  visit(5, "call_id", r.call_id);
  visit(6, "cseq", r.cseq);
}

}  // namespace relevo::voice
