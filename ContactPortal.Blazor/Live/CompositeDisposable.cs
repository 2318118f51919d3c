namespace ContactPortal.Blazor.Live;

/// <summary>Several watches that are let go together.</summary>
internal sealed class CompositeDisposable(params IDisposable[] all) : IDisposable
{
    public void Dispose()
    {
        foreach (var watch in all)
            watch.Dispose();
    }
}
