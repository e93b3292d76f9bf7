// What the SIP thread asks of the media thread.
#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "voice/media/leg.h"
#include "voice/media/mix.h"
#include "voice/media/playback.h"
#include "voice/media/recording.h"

namespace relevo::voice {

// The pointers hold until the leg's CloseLeg and the recording's EndRecording have been carried
// out; requests are carried out in the order in which they were posted.

struct AddLeg {
  std::unique_ptr<Leg> leg;
};
struct ConnectLeg {
  Leg* leg = nullptr;
  Target target;
};
struct TakeDtls {
  DtlsStep step;  // Of the worker: its leg may be gone.
};
struct RestartIce {
  Leg* leg = nullptr;
  IceLite ice;
};
struct ResumeLatch {
  Leg* leg = nullptr;
  Endpoint learnt;
};
struct BridgeLegs {
  Leg* a = nullptr;
  Leg* b = nullptr;
};
struct UnbridgeLeg {
  Leg* leg = nullptr;
};
struct ConferLegs {
  ContactId contact;
  std::vector<Mix::Member> members;  // None: the mix is over.
};
struct QuietLeg {  // It hears nobody, nobody hears it, nothing of it is recorded.
  Leg* leg = nullptr;
};
struct HearPlayback {
  Leg* leg = nullptr;
  Playback playback;
};
struct RecordLeg {
  Leg* leg = nullptr;  // Null: nobody is on that side.
  Recording* recording = nullptr;
  Side side = Side::customer;
};
struct EndRecording {
  Recording* recording = nullptr;
};
struct CloseLeg {
  Leg* leg = nullptr;
};

using Request =
    std::variant<AddLeg, ConnectLeg, TakeDtls, RestartIce, ResumeLatch, BridgeLegs, UnbridgeLeg,
                 ConferLegs, QuietLeg, HearPlayback, RecordLeg, EndRecording, CloseLeg>;

}  // namespace relevo::voice
