// What the leg store keeps of a leg: all that resuming it needs, or ending it if it was not up yet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/id.h"
#include "link/messages.h"
#include "voice/media/stream_mark.h"

namespace relevo::voice {

template <class V>
void fields(V& visit, StreamMark& m) {
  visit(1, "ssrc", m.ssrc);
  visit(2, "sequence", m.sequence);
  visit(3, "timestamp", m.timestamp);
  visit(4, "at", m.at);
  visit(5, "learnt_port", m.learnt_port);
  visit(6, "learnt_address", m.learnt_address);
}

/// How far a leg has come. One that rang is not resumed.
enum class LegStage : std::uint8_t {
  up = 0,       // Our 200 or theirs is out.
  arrived = 1,  // Customer: its INVITE waits.
  ringing = 2,  // Agent: INVITEs are out.
};

/// An INVITE of ours that has no final response yet: what sending it again and its CANCEL need.
struct BranchRecord {
  std::string target;
  std::string next_hop;
  std::string local_party;  // With tag.
  std::string remote_party;
  std::string call_id;
  std::uint32_t cseq = 0;
  std::string branch;  // Of its Via.
};

template <class V>
void fields(V& visit, BranchRecord& r) {
  visit(1, "target", r.target);
  visit(2, "next_hop", r.next_hop);
  visit(3, "local_party", r.local_party);
  visit(4, "remote_party", r.remote_party);
  visit(5, "call_id", r.call_id);
  visit(6, "cseq", r.cseq);
  visit(7, "branch", r.branch);
}

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
  StreamMark stream;
  LegStage stage = LegStage::up;
  std::string user;                        // Agent: as whom its devices are registered.
  std::vector<BranchRecord> branches;      // Agent, while ringing.
  std::string device;                      // Agent: the contact that was rung.
  std::string arrival;                     // Customer, while arrived: what a response to it needs,
  Time since;                              // when it came,
  std::uint32_t audio_line = 0;            // and which line of its offer the answer takes,
  std::vector<std::string> refused_lines;  // and how it refuses each.
  std::string registration;                // Agent: the Call-ID of the device's REGISTERs.
  bool hold_untold = false;                // Core may not have what `held` is now.
  std::uint32_t registered = 0;            // Agent: the CSeq of the REGISTER whose way was taken.
  bool in_page = false;                    // Agent: up in a page, without a dialog.
  bool supervises = false;                 // Agent: a supervisor's.
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
  visit(23, "stream", r.stream);
  visit(24, "stage", r.stage);
  visit(25, "user", r.user);
  visit(26, "branches", r.branches);
  visit(27, "arrival", r.arrival);
  visit(28, "device", r.device);
  visit(29, "since", r.since);
  visit(30, "audio_line", r.audio_line);
  visit(31, "refused_lines", r.refused_lines);
  visit(32, "registration", r.registration);
  visit(33, "hold_untold", r.hold_untold);
  visit(34, "registered", r.registered);
  visit(35, "in_page", r.in_page);
  visit(36, "supervises", r.supervises);
}

}  // namespace relevo::voice
