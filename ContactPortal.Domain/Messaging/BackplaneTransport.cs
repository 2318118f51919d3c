namespace ContactPortal.Domain.Messaging;

/// <summary>Carries messages between processes while this one runs.</summary>
public abstract class BackplaneTransport
{
    /// <summary>Runs until it is cancelled, reconnecting whenever the connection is lost.</summary>
    public abstract Task RunAsync(CancellationToken cancellationToken);
}
