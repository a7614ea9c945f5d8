"""The public account, in every medium. May import plan.public, findings, figures, design and vocabulary."""
