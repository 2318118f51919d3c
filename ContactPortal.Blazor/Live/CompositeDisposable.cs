namespace ContactPortal.Blazor.Live;

/// <summary>Several subscriptions that are disposed together.</summary>
internal sealed class CompositeDisposable(params IDisposable[] subscriptions) : IDisposable
{
    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }
}
