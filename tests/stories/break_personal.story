# A personal break says just that, in every event and for every reader: restroom, wellness and
# nursing are one word from the door on. It needs no approval and is given at once.

queue billing
agent ana ready

at 10s   request_break ana personal
         -> agent_state_changed ana from=ready to=break break_kind=personal cause=agent by=ana
              lasted=10s
at 15m   end_break ana
         -> agent_state_changed ana from=break to=ready cause=agent by=ana lasted=14m50s
