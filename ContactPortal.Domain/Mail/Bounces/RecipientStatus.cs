namespace ContactPortal.Domain.Mail;

/// <summary>What a report says about one recipient.</summary>
internal sealed record RecipientStatus
{
    /// <summary>The address that failed, or null when the report doesn't say or has none of the Internet's form.</summary>
    public string? Final { get; init; }

    /// <summary>The address that the sender gave, or null.</summary>
    public string? Original { get; init; }

    /// <summary>The field Action with its comment; empty without it.</summary>
    public string Action { get; init; } = "";

    /// <summary>The field Status, or null.</summary>
    public string? Status { get; init; }

    /// <summary>The server's words, from Diagnostic-Code and the comments of the other fields.</summary>
    public string Diagnostic { get; init; } = "";

    /// <summary>Whether it says that the delivery failed; without an action the status decides.</summary>
    public bool HasFailed => Action.Length > 0
        ? Action.StartsWith("fail", StringComparison.OrdinalIgnoreCase)
            || Action.StartsWith("undeliver", StringComparison.OrdinalIgnoreCase)
            || Action.StartsWith("error", StringComparison.OrdinalIgnoreCase)
        : EnhancedStatus.Parse(Status) is { IsTransient: false } || BounceDiagnosis.HoldsAnswer(Diagnostic);
}
