// The views that live in memory, folded together: what a snapshot keeps beside the state.
#pragma once

#include "view/alerts.h"
#include "view/board.h"
#include "view/history.h"
#include "view/presence.h"
#include "view/sent_messages.h"
#include "view/sessions.h"
#include "view/tally/tallies.h"

namespace relevo {

struct Views {
  Board board;
  History history;
  Sessions sessions;
  Tallies tallies;
  Alerts alerts;
  Presence presence;
  SentMessages sent_messages;

  void apply(const Batch& batch) {
    for_each_record(batch, [this](const Record& record) {
      board.apply(record);
      history.apply(record);
      sessions.apply(record);
      tallies.apply(record);
      alerts.apply(record);
      presence.apply(record);
      sent_messages.apply(record);
    });
  }
};

}  // namespace relevo
