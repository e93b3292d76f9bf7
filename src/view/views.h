// The views that live in memory, folded together: what a snapshot keeps beside the state.
#pragma once

#include "view/board.h"
#include "view/history.h"
#include "view/sessions.h"

namespace relevo {

struct Views {
  Board board;
  History history;
  Sessions sessions;

  void apply(const Batch& batch) {
    for_each_record(batch, [this](const Record& record) {
      board.apply(record);
      history.apply(record);
      sessions.apply(record);
    });
  }
};

}  // namespace relevo
