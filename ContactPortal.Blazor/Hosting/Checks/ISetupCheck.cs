namespace ContactPortal.Blazor.Hosting;

/// <summary>Checks one part of the set-up for an operator; changes nothing.</summary>
internal interface ISetupCheck
{
    /// <summary>What it checks.</summary>
    string Subject { get; }

    /// <summary>What to do if the check fails with an exception, whose message says why.</summary>
    string OnFailure { get; }

    /// <summary>Checks it.</summary>
    IAsyncEnumerable<Finding> RunAsync(CancellationToken cancellationToken);
}
