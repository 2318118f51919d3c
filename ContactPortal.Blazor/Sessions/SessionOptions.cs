using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Sessions;

/// <summary>How long a session lasts, and how often it is checked.</summary>
public sealed record SessionOptions
{
    public const string Section = "Session";

    /// <summary>How long a session lasts without a user action.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long before the idle time runs out the page warns.</summary>
    public TimeSpan Warning { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a session lasts at most.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How often a session is checked against the directory: whether the person still works for the organisation.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most pages that one person can have open in one process.</summary>
    public int MostPages { get; init; } = 20;

    /// <summary>How soon a connection has to start its page; it is aborted otherwise.</summary>
    public TimeSpan StartWithin { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Fails the start if a time is zero or negative, or longer than the one that limits it.</summary>
public sealed class ValidateSessionOptions : IValidateOptions<SessionOptions>
{
    private static readonly TimeSpan MaxSessionLength = TimeSpan.FromHours(24);

    public ValidateOptionsResult Validate(string? name, SessionOptions options)
    {
        List<string> errors = [];
        Between(errors, nameof(options.Longest), options.Longest, TimeSpan.Zero, MaxSessionLength, "at most 24 hours");
        Between(errors, nameof(options.Idle), options.Idle, TimeSpan.Zero, options.Longest, $"not longer than {nameof(options.Longest)}");
        Between(errors, nameof(options.Warning), options.Warning, TimeSpan.Zero, options.Idle, $"shorter than {nameof(options.Idle)}");
        Between(
            errors, nameof(options.CheckEvery), options.CheckEvery, TimeSpan.Zero, options.Longest,
            $"not longer than {nameof(options.Longest)}");
        Between(errors, nameof(options.StartWithin), options.StartWithin, TimeSpan.Zero, MaxSessionLength, "at most 24 hours");
        if (options.MostPages < 1)
            errors.Add($"{SessionOptions.Section}:{nameof(options.MostPages)} is {options.MostPages}: it should be at least 1.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Between(List<string> errors, string key, TimeSpan value, TimeSpan above, TimeSpan most, string rule)
    {
        if (value <= above || value > most)
            errors.Add($"{SessionOptions.Section}:{key} is {value}: it should be a time such as 00:30:00, more than nothing and {rule}.");
    }
}
