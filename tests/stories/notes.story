# A note stands beside a contact's life, also when that is over; so does who heard the recording.
# The log has neither the words nor the sound.

queue billing
agent ana ready
user boss

at 0s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=0s
         -> offer_made o1 caller1 ana billing expires_at=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
at 1s    leg_answered ana
         -> offer_accepted o1 caller1 ana rang=1s
         -> contact_connected caller1 ana billing waited=1s total_waited=1s target=20s first=yes
         -> agent_state_changed ana from=reserved to=talking caller1 cause=device lasted=1s
at 2s    add_note ana caller1 1
         -> note_added caller1 note=1 by=ana
at 3s    leg_gone caller1 hung_up
         -> contact_released caller1 ana billing by=customer talked=2s
         -> wrap_up_started caller1 ana ends_at=13s
         -> agent_state_changed ana from=talking to=wrap_up caller1 cause=customer lasted=2s
at 4s    finish_wrap_up ana caller1
         -> wrap_up_ended caller1 ana cause=agent lasted=1s
         -> contact_closed caller1 billing ana end=handled waited=1s total_waited=1s target=20s
              short_abandon=5s
         -> agent_state_changed ana from=wrap_up to=ready cause=agent by=ana lasted=1s
at 5s    add_note boss caller1 2
         -> note_added caller1 note=2 by=boss
at 6s    read_recording boss caller1
         -> recording_read caller1 boss
at 7s    read_recording boss nobody
         !! contact_not_found
and      add_note boss nobody 3
         !! contact_not_found
