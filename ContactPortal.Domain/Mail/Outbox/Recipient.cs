namespace ContactPortal.Domain.Mail;

/// <summary>A contact that receives a mail.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="StandsInFor">The name of the absent contact, when it receives the mail only as a substitute; else null (K19).</param>
public sealed record Recipient(Guid ContactId, string? StandsInFor);
