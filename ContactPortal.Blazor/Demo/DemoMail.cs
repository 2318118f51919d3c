namespace ContactPortal.Blazor.Demo;

/// <summary>A mail written to a file.</summary>
internal sealed record DemoMail(string Subject, string To, DateTimeOffset At, string Text);
