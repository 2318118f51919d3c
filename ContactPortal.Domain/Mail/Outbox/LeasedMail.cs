namespace ContactPortal.Domain.Mail;

/// <summary>A mail that one dispatcher sends, with its recipient's current name, or null when it is unknown, and address.</summary>
internal sealed record LeasedMail(OutboxMail Mail, string? Name, string Address);
