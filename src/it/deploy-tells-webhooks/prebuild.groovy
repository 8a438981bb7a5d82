import com.sun.net.httpserver.HttpServer
import java.util.concurrent.Executors

// a receiver that keeps each message: its path, its signature, its body
def received = new File(basedir, 'received.txt')
received.text = ''
def receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName('127.0.0.1'), 0), 0)
receiver.executor = Executors.newCachedThreadPool { task ->
    def thread = new Thread(task)
    thread.daemon = true
    thread
}
receiver.createContext('/') { exchange ->
    def body = exchange.requestBody.text
    synchronized (received) {
        received << "$exchange.requestURI\t${exchange.requestHeaders.getFirst('X-Hub-Signature-256')}\t$body\n"
    }
    exchange.sendResponseHeaders(204, -1)
    exchange.close()
}
receiver.start()
def address = "http://127.0.0.1:$receiver.address.port"
new File(basedir, 'test.properties').text = """
receiver=$address
settings.security=${new File(basedir, 'security.xml')}
"""
return true
