namespace ContactPortal.Tests.Hosting;

/// <summary>A mail that the server accepted.</summary>
public sealed record ServedMail(string From, string To, string Content);
