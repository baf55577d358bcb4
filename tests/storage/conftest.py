"""A real server that speaks S3, on this machine."""

import os

import boto3
import pytest
from moto.server import ThreadedMotoServer

from accountfile.base.files import storage


@pytest.fixture(scope="session")
def server():
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    yield moto
    moto.stop()


@pytest.fixture
def bucket(server, settings, request):
    """An empty bucket in which documents and packs lie for one test."""
    host, port = server.get_host_and_port()
    keys = {"aws_access_key_id": "who", "aws_secret_access_key": "a/secret+key"}
    s3 = boto3.resource("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1", **keys)
    name = f"files-{os.getpid()}-{abs(hash(request.node.nodeid))}"
    bucket = s3.create_bucket(Bucket=name)
    address = f"s3://who:a%2Fsecret%2Bkey@{host}:{port}/{name}?tls=0&region=us-east-1&prefix=house"
    settings.STORAGES = settings.STORAGES | {"default": storage(address)}
    return bucket
