using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Sessions;

/// <summary>How long a session lasts, and how often it is looked at again.</summary>
public sealed record SessionOptions
{
    public const string Section = "Session";

    /// <summary>How long a session lasts in which nobody does anything.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long before that the page says so.</summary>
    public TimeSpan Warning { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a session lasts whatever is done in it.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How often the directory is asked again whether the person still belongs here.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many pages one person can have open at a time.</summary>
    public int MostPages { get; init; } = 20;
}

/// <summary>Refuses a start with a session that ends before it begins, or never.</summary>
public sealed class ValidateSessionOptions : IValidateOptions<SessionOptions>
{
    private static readonly TimeSpan MaxSessionLength = TimeSpan.FromHours(24);

    public ValidateOptionsResult Validate(string? name, SessionOptions options)
    {
        List<string> wrong = [];
        Between(wrong, nameof(options.Longest), options.Longest, TimeSpan.Zero, MaxSessionLength, "at most 24 hours");
        Between(wrong, nameof(options.Idle), options.Idle, TimeSpan.Zero, options.Longest, $"not longer than {nameof(options.Longest)}");
        Between(wrong, nameof(options.Warning), options.Warning, TimeSpan.Zero, options.Idle, $"shorter than {nameof(options.Idle)}");
        Between(wrong, nameof(options.CheckEvery), options.CheckEvery, TimeSpan.Zero, options.Longest, $"not longer than {nameof(options.Longest)}");
        if (options.MostPages < 1)
            wrong.Add($"{SessionOptions.Section}:{nameof(options.MostPages)} is {options.MostPages}: it should be at least 1.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void Between(List<string> wrong, string key, TimeSpan value, TimeSpan above, TimeSpan most, string rule)
    {
        if (value <= above || value > most)
            wrong.Add($"{SessionOptions.Section}:{key} is {value}: it should be a time such as 00:30:00, more than nothing and {rule}.");
    }
}
