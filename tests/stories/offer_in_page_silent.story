# Who has accepted in the page has done their part: when voice does not answer in time the offer has
# failed by us. It is not held against the agent, and the customer is offered again at once.

queue billing ring=20s
agent ana ready

at 1s    devices ana 2 pages=1
         -> agent_devices_changed ana devices=2 pages=1
at 1s    contact_arrives caller1 billing
         -> contact_arrived caller1 billing
         -> contact_queued caller1 billing by=arrival queued_at=1s
         -> offer_made o1 caller1 ana billing expires_at=21s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing lasted=1s
at 3s    accept_offer ana caller1
         -> offer_answering o1 caller1 ana
at 21s   tick
         -> offer_ended o1 caller1 ana end=failed rang=20s
         -> agent_state_changed ana from=reserved to=ready cause=system lasted=20s
         -> offer_made o2 caller1 ana billing expires_at=41s waited=20s
         -> agent_state_changed ana from=ready to=reserved caller1 cause=routing
