namespace ContactPortal.Tests.Hosting;

/// <summary>What a mail server does instead of accepting a command.</summary>
public abstract record ServerReaction
{
    /// <summary>Answers that line.</summary>
    public sealed record Says(string Line) : ServerReaction;

    /// <summary>Closes the connection without an answer.</summary>
    public sealed record Cuts : ServerReaction;

    /// <summary>Never answers.</summary>
    public sealed record IsSilent : ServerReaction;

    /// <summary>Accepts, as soon as the task is done.</summary>
    public sealed record Waits(Task Until) : ServerReaction;
}
