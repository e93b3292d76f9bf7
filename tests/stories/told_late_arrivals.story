# Caller2 stood at the door four seconds before the core heard of them, and before caller1: they
# are first in line, and their wait counts from the door. Of caller3, who is said to have stood
# there for an hour, a minute is believed.

queue billing
agent ana devices=1

at 1m30s contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1m30s
at 1m32s contact_arrives caller2 billing age=4s
         -> contact_arrived caller2 billing late=4s
         -> contact_queued caller2 billing by=arrival queued_at=1m28s
at 1m32s contact_arrives caller3 billing age=1h
         -> contact_arrived caller3 billing late=1m
         -> contact_queued caller3 billing by=arrival queued_at=32s
at 1m40s sign_in_agent ana
         -> agent_state_changed ana from=offline to=off_phone_work cause=agent by=ana lasted=1m40s
at 1m41s set_ready ana
         -> agent_state_changed ana from=off_phone_work to=ready cause=agent by=ana lasted=1s
         -> offer_made o1 caller3 ana billing expires_at=2m1s waited=1m9s
         -> agent_state_changed ana from=ready to=reserved caller3 cause=routing
at 1m42s leg_answered ana age=10s
         -> offer_accepted o1 caller3 ana
         -> contact_connected caller3 ana billing waited=1m9s total_waited=1m9s target=20s first=yes
              late=1s
         -> agent_state_changed ana from=reserved to=talking caller3 cause=device lasted=1s
