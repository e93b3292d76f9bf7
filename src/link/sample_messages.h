// One of every message, with something in each field; for tests.
#pragma once

#include <vector>

#include "link/messages.h"

namespace relevo::link {

/// Every message of core to voice, with something in each field.
inline std::vector<ToVoice> sample_to_voice() {
  return {Welcome{.epoch = 7, .facts_taken = 12},
          Accounts{.accounts = {{.user = "1001", .ha1 = "0123456789abcdef0123456789abcdef"}},
                   .trunks = {"10.1.0.0/16", "127.0.0.1"},
                   .first_numbers = {"6000"}},
          Desired{.contact = {3},
                  .version = 99,
                  .legs = {{.leg = {leg_of_voice_min}},
                           {.leg = {1},
                            .role = Role::agent,
                            .goal = Goal::release,
                            .cause = ReleaseCause::withdrawn,
                            .user = "1001",
                            .ring_for = seconds(25),
                            .caller_shown = "soporte",
                            .answer = true}},
                  .bridge_a = {leg_of_voice_min},
                  .bridge_b = {1},
                  .hear = Hear::hold_music,
                  .greeting = "es/hello",
                  .music = "calm",
                  .record = true,
                  .epoch = 3,
                  .supervisors = {{.leg = {2}, .user = "s01", .mode = Supervise::whisper}},
                  .bridge_c = {4}},
          Refused{.leg = {leg_of_voice_min}, .sip_status = 404, .retry_after_s = 5},
          FactsTaken{.number = 12},
          PhoneOffer{.user = "1001", .phone = 77, .number = 2, .sdp = "v=0"},
          PhoneGone{.user = "1001", .phone = 77},
          PhoneUnwatched{.user = "1001", .phone = 77}};
}

/// Every message of voice to core, and every kind of fact.
inline std::vector<ToCore> sample_to_core() {
  std::vector<ToCore> all{
      Hello{.node = {1}, .session = 5, .sip_address = "127.0.0.1:5060"},
      LegsReport{.facts_sent = 4,
                 .legs = {{.leg = {1}, .contact = {2}, .role = Role::agent, .up = true},
                          {.leg = {leg_of_voice_min},
                           .dialed = "5000",
                           .caller = "55",
                           .age = milliseconds(20)},
                          {}},
                 .devices = {{.user = "1001", .devices = 1, .pages = 1}}},
      VoiceFigures{.legs = 2,
                   .legs_max = 500,
                   .packets_in = 3,
                   .packets_out = 4,
                   .packets_refused = 5,
                   .packets_dropped = 6,
                   .frame_late = {5, 0, 1},
                   .frame_late_sum = milliseconds(7),
                   .devices = 8,
                   .invites = 9,
                   .registers = 10,
                   .byes = 11,
                   .options = 12,
                   .other_requests = 13,
                   .calls_shed = 14,
                   .slots = 15,
                   .slots_max = 16,
                   .facts_waiting = 17,
                   .cpu = seconds(3),
                   .resident_bytes = 18,
                   .open_fds = 40},
      PhoneTold{.user = "1001",
                .phone = 77,
                .number = 2,
                .answer = "v=0",
                .alive = true,
                .gone = true,
                .why = "quiet"}};
  const std::vector<FactBody> facts{
      CallArrived{.leg = {leg_of_voice_min}, .dialed = "5000", .caller = "55", .trunk = "t"},
      LegRinging{.leg = {1}},
      LegAnswered{.leg = {1}},
      LegEnded{.leg = {1}, .contact = {2}, .end = LegEnd::busy, .sip_status = 486},
      LegHold{.leg = {1}, .held = true},
      DevicesChanged{.user = "1001", .devices = 2, .pages = 1},
      RecordingStarted{.contact = {2}},
      RecordingEnded{.contact = {2}, .length = seconds(8), .complete = true}};
  for (const FactBody& body : facts) {
    all.emplace_back(Fact{.number = 9, .age = milliseconds(20), .body = body});
  }
  return all;
}

}  // namespace relevo::link
