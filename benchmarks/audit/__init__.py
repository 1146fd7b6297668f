"""What the pages weigh, and what Lighthouse says of them."""
