"""How many independent origins stand behind what pages say: copies, shared quotes, credits, same claims, routes."""
